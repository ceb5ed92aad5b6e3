"""Signs, checks, tricks and judgments that experience teaches; and, at the end of a study, what was understood."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from secondstory.analysis import policies
from secondstory.analysis.actions.known_here import begin, open_anew, store, told_again
from secondstory.analysis.models import Cue
from secondstory.analysis.words import tidied
from secondstory.incidents.models import Retrospective
from secondstory.journal.actions import action, record
from secondstory.people.audience import Audience
from secondstory.people.models import Person, Service, Team

WORDS = ("kind", "text", "tells", "domain")


@action
def tell_cue(
    text: str,
    *,
    by: Person,
    kind: str = Cue.Kind.SIGN,
    tells: str = "",
    domain: str = "",
    study: Retrospective | None = None,
    services: Collection[Service] = (),
    audience: str = Audience.ORGANIZATION,
    team: Team | None = None,
    anonymous: bool = False,
) -> Cue:
    """With or without a study. Told twice it is one cue."""
    cue = Cue(kind=kind, text=text, tells=tells, domain=domain)
    begin(cue, by=by, study=study, audience=audience, team=team, anonymous=anonymous)
    tidied(cue)
    return told_again(cue, WORDS, services) or store(cue, by=by, services=services)


@action
def change_cue(
    cue: Cue, *, by: Person, services: Collection[Service] | None = None, audience: str | None = None, **told: str
) -> Cue:
    """Say anew what is named here; the rest stays. Raises LookupError for a word that a cue does not have."""
    if unknown := set(told) - set(WORDS):
        raise LookupError(f"A cue has nothing called {', '.join(sorted(unknown))}.")
    cue.refresh_from_db()
    policies.check_can_change_known(cue, by)
    before = _told(cue)
    for name, words in told.items():
        setattr(cue, name, words)
    if audience is not None:
        open_anew(cue, audience, by)
    tidied(cue)
    if services is not None:
        cue.services.set(services)
    if _told(cue) != before:
        cue.save()
        record("cue.changed", about=cue, by=by, study=cue.retrospective_id)
    return cue


def _told(cue: Cue) -> dict[str, Any]:
    return {
        **{name: getattr(cue, name) for name in (*WORDS, "audience", "team_id")},
        "services": set(cue.services.values_list("pk", flat=True)),
    }
