"""Step 3: one part in full. Saying what stands there already changes nothing."""

from __future__ import annotations

from collections.abc import Collection

from secondstory.analysis import policies
from secondstory.analysis.actions.keep import check_is_there
from secondstory.analysis.models import ComponentAnalysis, SystemPart
from secondstory.analysis.words import tidied
from secondstory.firsthand.models import AccountEntry, EntryVersion, Rung
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal

TOLD = ("contribution", "believed", "actual", "information", "tools", "goals", "pressures", "history")
# What surrounded an act. Of people, what they did is kept together with at least one of these.
SURROUNDED_IT = ("information", "tools", "goals", "pressures", "history")


@action
def analyse_component(
    part: SystemPart, *, by: Person, heard_from: Collection[AccountEntry] | None = None, **told: str
) -> ComponentAnalysis:
    """What ``part`` did, believed, and how that was reasonable. What ``told`` leaves out stays.

    ``heard_from`` are entries of people's accounts that this rests on: shared with everybody who takes part, of the
    same study. They are linked and never copied. What a person, a team or an organization did needs what surrounded
    it. Raises LookupError for a field that is not there.
    """
    study = part.retrospective
    policies.check_can_name(ComponentAnalysis, study, by)
    if unknown := set(told) - set(TOLD):
        raise LookupError(f"A component analysis has nothing called {', '.join(sorted(unknown))}.")
    check_is_there(part)
    found = ComponentAnalysis.objects.filter(part=part).first()
    is_new = found is None
    analysis = found or ComponentAnalysis(retrospective=study, part=part, created_by=by)
    before = [getattr(analysis, name) for name in TOLD]
    for name, words in told.items():
        setattr(analysis, name, words)
    tidied(analysis)
    _check_is_surrounded(analysis, dict(zip(TOLD, before, strict=True)))
    is_told = is_new or before != [getattr(analysis, name) for name in TOLD]
    if is_new and not any(getattr(analysis, name) for name in TOLD) and not heard_from:
        return analysis
    if is_told:
        analysis.save(force_insert=is_new)
    if heard_from is not None:
        is_told |= _hear(analysis, heard_from, by)
    if is_told:
        kind = "component_analysis.named" if is_new else "component_analysis.changed"
        record(kind, about=analysis, by=by, study=study.pk)
    return analysis


def _check_is_surrounded(analysis: ComponentAnalysis, before: dict[str, str]) -> None:
    """An act enters the analysis with its circumstances, or not yet. What was kept without them earlier stays as it is,
    until it is told anew; circumstances that were told are not all taken away from under it."""
    if not analysis.part.is_people or not analysis.contribution:
        return
    if any(getattr(analysis, name) for name in SURROUNDED_IT):
        return
    if analysis.contribution == before["contribution"] and not any(before[name] for name in SURROUNDED_IT):
        return
    raise Refusal(
        "What was it like there? Say what surrounded this: what could be seen from there, what there was to work with,"
        " what it was there to do, what pressed, or what had worked before. One line of one of these is enough; then both"
        " are kept together.",
        code="needs_its_circumstances",
        field=SURROUNDED_IT[0],
    )


def _hear(analysis: ComponentAnalysis, entries: Collection[AccountEntry], by: Person) -> bool:
    """Entries that ``by`` cannot read (any more) stay as they are: one changes only what one sees."""
    shared = EntryVersion.objects.shared_in(analysis.retrospective, by).filter(entry__rung=Rung.PARTICIPANTS)
    readable = {version.entry for version in shared.select_related("entry")}
    chosen = set(entries)
    if chosen - readable:
        raise Refusal(
            "This is not shared with everybody who takes part. Choose from what is, or ask its author.",
            code="not_shared",
            field="heard_from",
        )
    linked = set(analysis.heard_from.all())
    wanted = chosen | (linked - readable)
    if wanted == linked:
        return False
    analysis.heard_from.set(wanted)
    return True
