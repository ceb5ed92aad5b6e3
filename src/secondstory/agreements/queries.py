"""What is asked of several rows at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from secondstory.agreements.models import Agreement, AgreementExample, AgreementReview, AgreementVersion
from secondstory.people.audience import Audience, Who
from secondstory.people.models import Team
from secondstory.people.refusals import NotFound


def find(user: Who, agreement_id: UUID) -> Agreement:
    """The agreement, with which of its versions this person reads; else NotFound, as if it were not there."""
    rows = Agreement.objects.visible_to(user).knowing_versions_of(user).select_related("retirement")
    found = rows.prefetch_related("teams").filter(pk=agreement_id).first()
    if found is None:
        raise NotFound()
    return found


def readable_versions(agreement: Agreement) -> QuerySet[AgreementVersion]:
    """Of an agreement from ``find``: people of the practice read all, others what was published for the organization."""
    rows = AgreementVersion.objects.filter(agreement=agreement).select_related("publication", "created_by")
    return rows if is_of_practice(agreement) else rows.filter(publication__audience=Audience.ORGANIZATION)


def find_version(agreement: Agreement, number: int | None = None) -> AgreementVersion:
    """The version of that number; without one what holds, or a draft where nothing was published yet."""
    rows = readable_versions(agreement)
    if number is None:
        current, newest = vars(agreement)["current_id"], vars(agreement)["newest_id"]
        rows = rows.filter(pk=current or newest)
    else:
        rows = rows.filter(number=number)
    found = rows.first()
    if found is None:
        raise NotFound()
    found.agreement = agreement
    return found


def is_of_practice(agreement: Agreement) -> bool:
    return bool(vars(agreement)["is_of_practice"])


def is_newest(version: AgreementVersion) -> bool:
    later = AgreementVersion.objects.filter(agreement_id=version.agreement_id, number__gt=version.number)
    return not later.exists()


def last_words(reviews: Iterable[AgreementReview]) -> list[AgreementReview]:
    """What each person said last, for each team they said it for."""
    said: dict[tuple[UUID | None, UUID], AgreementReview] = {}
    for review in reviews:
        key = review.created_by_id, review.team_id
        said.pop(key, None)
        said[key] = review
    return list(said.values())


def reviews_of(version: AgreementVersion) -> list[AgreementReview]:
    rows = AgreementReview.objects.filter(version=version).select_related("created_by", "team")
    return last_words(rows.order_by("created_at", "id"))


def still_asked(version: AgreementVersion, reviews: Sequence[AgreementReview] | None = None) -> str:
    """Whose review it waits for, in words that a sentence goes on from; empty when it waits for nobody's."""
    said = [one for one in (reviews_of(version) if reviews is None else reviews) if one.is_so]
    heard = {one.team_id for one in said}
    if version.agreement.is_for_all:
        if len(heard) > 1 and len({one.created_by_id for one in said}) > 1:
            return ""
        return "somebody of another team" if said else "somebody of each of two teams"
    return in_a_row([f"somebody of {team.name}" for team in version.agreement.teams.all() if team.pk not in heard])


def in_a_row(names: Sequence[str], last: str = "and") -> str:
    return f" {last} ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""


def whose(agreement: Agreement) -> str:
    """Whose work it is about."""
    return "everybody here" if agreement.is_for_all else in_a_row([team.name for team in agreement.teams.all()])


def readers_of(version: AgreementVersion) -> str:
    """Begins the sentence '… can read this now.'"""
    if hasattr(version, "publication") and version.publication.audience == Audience.ORGANIZATION:
        return "Everyone in the organization"
    return readers_of_practice(version.agreement)


def readers_of_practice(agreement: Agreement) -> str:
    """Those who read drafts, in words that go on '… can read this now.'"""
    return "Whoever is in a team" if agreement.is_for_all else f"The people of {whose(agreement)}"


@dataclass(frozen=True, slots=True)
class Shown:
    """An example as one reader may see it."""

    kind: str
    title: str
    url: str
    shows: str
    id: UUID


def examples_of(version: AgreementVersion, user: Who) -> list[Shown]:
    """Those that this person reads, in their order. Nothing tells of any other."""
    return [_shown(one) for one in AgreementExample.objects.filter(version=version).visible_to(user).in_order()]


def _shown(one: AgreementExample) -> Shown:
    if one.work_note:
        note = one.work_note
        return Shown("How work is done", note.topic, reverse("work-note", args=[note.pk]), one.shows, one.pk)
    if one.finding:
        url = f"{reverse('analysis', args=[one.finding.retrospective_id])}#finding-{one.finding.pk}"
        return Shown("A finding", one.finding.summary, url, one.shows, one.pk)
    assert one.study is not None
    if vars(one)["reads_text"]:
        text = one.study.publication
        return Shown("A study", text.title, reverse("publication", args=[text.slug]), one.shows, one.pk)
    return Shown("A study", one.study.title, reverse("study", args=[one.study.pk]), one.shows, one.pk)


def teams_to_name(user: Who, own: Iterable[UUID]) -> list[Team]:
    """One's own first, then the others, by name."""
    mine = set(own)
    return sorted(Team.objects.all(), key=lambda team: (team.pk not in mine, team.name.casefold(), team.pk))
