"""Saying of a draft that it is so, or what is not yet: somebody who does the work and did not write it."""

from __future__ import annotations

from secondstory.agreements.models import AgreementReview, AgreementVersion
from secondstory.agreements.policies import check_can_review
from secondstory.agreements.queries import reviews_of
from secondstory.incidents.words import prose
from secondstory.journal.actions import action, record
from secondstory.people.models import Person, TeamMembership
from secondstory.people.practice import practices_of


@action
def review_version(version: AgreementVersion, *, is_so: bool, by: Person, text: str = "") -> list[AgreementReview]:
    """For each team of the agreement whose work ``by`` does. What was said last counts; all of it stays."""
    check_can_review(version, by)
    text = prose(
        text, most=4000, field="text", empty="" if is_so else "Say what is not so yet, or where you would draw it."
    )
    if version.agreement.is_for_all:
        teams = set(TeamMembership.objects.filter(person=by).values_list("team_id", flat=True))
    else:
        teams = set(practices_of(by, list(version.agreement.teams.values_list("pk", flat=True))))
    before = [one for one in reviews_of(version) if one.created_by_id == by.pk]
    if {one.team_id for one in before} >= teams and all((one.is_so, one.text) == (is_so, text) for one in before):
        return before
    said = [
        AgreementReview(version=version, team_id=team, is_so=is_so, text=text, created_by=by) for team in sorted(teams)
    ]
    for one in said:
        one.save(force_insert=True)
    record("agreement.reviewed", about=version.agreement, by=by, number=version.number, is_so=is_so)
    return said
