"""How work is really done, beside how it is imagined: told, changed. Nobody is graded by it, and nobody is counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, TypeAlias

from secondstory.analysis import policies
from secondstory.analysis.actions.known_here import begin, open_anew, store, told_again
from secondstory.analysis.models import Artefact, WorkNote, WorkTheme
from secondstory.analysis.words import tidied
from secondstory.incidents.models import Retrospective
from secondstory.journal.actions import action, record
from secondstory.people.audience import Audience
from secondstory.people.models import Person, Service, Team
from secondstory.people.refusals import Refusal
from secondstory.ui.text import tidy_line

WORDS = ("topic", "imagined", "procedure", "done", "constraints", "source")
THEMES, ARTEFACTS = 12, 30
# Kind and words of something people made.
Made: TypeAlias = tuple[str, str]


@action
def tell_work_note(
    topic: str,
    done: str,
    *,
    by: Person,
    study: Retrospective | None = None,
    imagined: str = "",
    procedure: str = "",
    constraints: str = "",
    source: str = "",
    themes: Iterable[str] = (),
    artefacts: Iterable[Made] = (),
    services: Collection[Service] = (),
    audience: str = Audience.ORGANIZATION,
    team: Team | None = None,
    anonymous: bool = False,
) -> WorkNote:
    """With or without a study. Told twice it is one note."""
    note = WorkNote(
        topic=topic, done=done, imagined=imagined, procedure=procedure, constraints=constraints, source=source
    )
    begin(note, by=by, study=study, audience=audience, team=team, anonymous=anonymous)
    _check(note)
    named, made = tidy_themes(themes), tidy_artefacts(artefacts)

    def says_the_same_beside(one: WorkNote) -> bool:
        there = sorted(one.themes.values_list("name", flat=True)), sorted(one.artefacts.values_list("kind", "text"))
        return there == (sorted(named), sorted(made))

    if again := told_again(note, WORDS, services, says_the_same_beside):
        return again
    store(note, by=by, services=services)
    _set_beside(note, named, made, by=note.told_by)
    return note


@action
def change_work_note(
    note: WorkNote,
    *,
    by: Person,
    themes: Iterable[str] | None = None,
    artefacts: Iterable[Made] | None = None,
    services: Collection[Service] | None = None,
    audience: str | None = None,
    **told: str,
) -> WorkNote:
    """Say anew what is named here; the rest stays. Raises LookupError for a word that a note does not have."""
    if unknown := set(told) - set(WORDS):
        raise LookupError(f"A work note has nothing called {', '.join(sorted(unknown))}.")
    note.refresh_from_db()
    policies.check_can_change_known(note, by)
    before = _told(note)
    for name, words in told.items():
        setattr(note, name, words)
    if audience is not None:
        open_anew(note, audience, by)
    _check(note)
    named = None if themes is None else tidy_themes(themes)
    made = None if artefacts is None else tidy_artefacts(artefacts)
    if _told(note) != before:
        note.save()
    if services is not None:
        note.services.set(services)
    _set_beside(note, named, made, by=note.told_by)
    if _told(note) != before:
        record("work_note.changed", about=note, by=by, study=note.retrospective_id)
    return note


def _told(note: WorkNote) -> dict[str, Any]:
    """Everything it says, to see whether something else is said now."""
    return {
        **{name: getattr(note, name) for name in (*WORDS, "audience", "team_id")},
        "themes": sorted(note.themes.values_list("name", flat=True)),
        "artefacts": sorted(note.artefacts.values_list("kind", "text")),
        "services": set(note.services.values_list("pk", flat=True)),
    }


def _check(note: WorkNote) -> None:
    tidied(note)
    if note.procedure and not note.procedure.startswith(("https://", "http://")):
        raise Refusal(
            "Write the address of the procedure, beginning with https:// or http://.",
            code="not_an_address",
            field="procedure",
        )


def tidy_themes(names: Iterable[str]) -> list[str]:
    """One of each, however it is written."""
    found: dict[str, str] = {}
    for name in map(tidy_line, names):
        if name:
            found.setdefault(name.casefold(), name)
    for name in found.values():
        _tidied(WorkTheme(name=name), field="themes")
    if len(found) > THEMES:
        raise Refusal(
            f"At most {THEMES} themes; there are {len(found)}. Take those one would look for.", field="themes"
        )
    return list(found.values())


def tidy_artefacts(made: Iterable[Made]) -> list[Made]:
    found = [(kind, line) for kind, text in made if (line := tidy_line(text))]
    for kind, text in found:
        _tidied(Artefact(kind=kind, text=text), field=kind)
    if len(found) > ARTEFACTS:
        raise Refusal(f"At most {ARTEFACTS} of them; there are {len(found)}. Write a second note.", field="artefacts")
    return list(dict.fromkeys(found))


def _tidied(one: WorkTheme | Artefact, *, field: str) -> None:
    """As it may be stored; a refusal names the field of the note that it came from."""
    try:
        tidied(one)
    except Refusal as refusal:
        raise Refusal(refusal.sentence, code=refusal.code, field=field) from None


def _set_beside(
    note: WorkNote, themes: Sequence[str] | None, artefacts: Sequence[Made] | None, *, by: Person | None
) -> None:
    if themes is not None and sorted(themes) != sorted(note.themes.values_list("name", flat=True)):
        note.themes.all().delete()
        WorkTheme.objects.bulk_create([WorkTheme(note=note, name=name, created_by=by) for name in themes])
    if artefacts is not None and artefacts != list(note.artefacts.values_list("kind", "text")):
        note.artefacts.all().delete()
        Artefact.objects.bulk_create(
            [Artefact(note=note, kind=kind, text=text, created_by=by) for kind, text in artefacts]
        )
