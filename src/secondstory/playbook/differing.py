"""What is different between two versions of a process, in words. Plain values."""

from __future__ import annotations

from dataclasses import dataclass

from secondstory.playbook.process import Process, Stage


@dataclass(frozen=True, slots=True)
class Difference:
    """``where`` is the step (or the write-up), ``what`` the part of it. ``before`` is empty for something new, ``after``
    for something that is gone."""

    where: str
    what: str
    before: str = ""
    after: str = ""


def differences(before: Process, after: Process) -> list[Difference]:
    found: list[Difference] = []
    old = {stage.key: stage for stage in before.stages}
    for stage in after.stages:
        was = old.pop(stage.key, None)
        found += _of_stage(was, stage) if was else [Difference(stage.name, "the step", after=_whole(stage))]
    found += [Difference(gone.name, "the step", before=_whole(gone)) for gone in old.values()]
    if _places(before, after) != _places(after, before):
        found.append(Difference("The steps", "their order", _names(before), _names(after)))
    if before.write_up != after.write_up:
        found.append(Difference("Write-up", "its sections", _sections(before), _sections(after)))
    for one in _gone(before.fixed_by_standard, after.fixed_by_standard):
        found.append(Difference("What no team changes", "it says", before=one))
    for one in _gone(after.fixed_by_standard, before.fixed_by_standard):
        found.append(Difference("What no team changes", "it says", after=one))
    return found


def added(before: Process, after: Process) -> bool:
    """Whether it asks for more than before: more that has to be so, or another step."""
    return _asked(after) > _asked(before) or len(after.stages) > len(before.stages)


def _asked(process: Process) -> int:
    return sum(len(stage.good_enough) for stage in process.stages) + len(process.write_up)


def _of_stage(was: Stage, now: Stage) -> list[Difference]:
    pairs = [
        ("its name", was.name, now.name),
        ("who does it", was.who, now.who),
        ("due", _due(was), _due(now)),
        ("open for at least", _open(was), _open(now)),
    ]
    found = [Difference(now.name, what, old, new) for what, old, new in pairs if old != new]
    gone, new = _gone(was.good_enough, now.good_enough), _gone(now.good_enough, was.good_enough)
    found += [Difference(now.name, "good enough when", before=one) for one in gone]
    found += [Difference(now.name, "good enough when", after=one) for one in new]
    if not gone and not new and was.good_enough != now.good_enough:
        found.append(Difference(now.name, "good enough when", " ".join(was.good_enough), " ".join(now.good_enough)))
    return found


def _whole(stage: Stage) -> str:
    """What a step asks that was not there before, or is no longer."""
    asked = [f"By {stage.who}", _due(stage), f"open for at least {_open(stage)}" if stage.min_open_days else ""]
    return f"{', '.join(filter(None, asked))}. {' '.join(stage.good_enough)}"


def _places(of: Process, other: Process) -> list[str]:
    """The steps that both have, in the order of the first."""
    return [stage.key for stage in of.stages if other.has(stage.key)]


def _names(process: Process) -> str:
    return ", ".join(stage.name for stage in process.stages)


def _gone(before: tuple[str, ...], after: tuple[str, ...]) -> list[str]:
    return [one for one in before if one not in after]


def _due(stage: Stage) -> str:
    if stage.due_days is None:
        return "no date"
    return f"{stage.due_days} working day{'' if stage.due_days == 1 else 's'} after the study opened"


def _open(stage: Stage) -> str:
    return f"{stage.min_open_days} working days" if stage.min_open_days else ""


def _sections(process: Process) -> str:
    return ", ".join(key.replace("_", " ") for key in process.write_up)
