"""A source of plain documents for the tests: teams are the things, their names the text.

The port knows no step, so its tests need none: a team is a row with an id that the journal can be about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from secondstory.journal.actions import action, record
from secondstory.journal.kinds import declare
from secondstory.people.models import Person, Team
from secondstory.search import keys
from secondstory.search.document import Document
from secondstory.search.find import Found, find
from secondstory.search.sources import Source, itself

declare(thing__changed="A thing of the tests changed.")


def documents(ids: Sequence[UUID]) -> Iterator[Document]:
    """The slug says who may find it: ``private-…`` is never a document, ``public-…`` is everyone's."""
    for team in Team.objects.filter(pk__in=ids).exclude(slug__startswith="private-"):
        key = keys.PUBLIC if team.slug.startswith("public-") else keys.team(team.pk)
        first = team.name.partition("\n")[0]
        yield Document("thing", team.pk, first, team.name, frozenset({key}), frozenset({f"letter:{first[:1]}"}))


SOURCE = Source(
    "thing", documents, lambda: Team.objects.order_by("pk").values_list("pk", flat=True), {"people.team": itself}
)


@action
def put(name: str, slug: str, *, by: Person, thing: Team | None = None) -> Team:
    if thing is None:
        thing = Team.objects.create(name=name, slug=slug)
    else:
        thing.name, thing.slug = name, slug
        thing.save()
    record("thing.changed", about=thing, by=by)
    return thing


@action
def drop(thing: Team, *, by: Person) -> None:
    record("thing.changed", about=thing, by=by)
    thing.delete()


def ask(text: str, *held: str, **how: object) -> Found:
    return find(text, keys=held or (keys.PUBLIC,), types=("thing",), **how)  # type: ignore[arg-type]


def names(found: Found) -> list[str]:
    ids = found.ids("thing")
    by_id = {team.pk: team.name for team in Team.objects.filter(pk__in=ids)}
    return [by_id[id] for id in ids]
