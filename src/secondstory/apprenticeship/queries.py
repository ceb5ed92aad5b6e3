"""What is asked of several rows at once, as far as whoever asks reads them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from secondstory.apprenticeship.models import (
    Apprenticeship,
    AskedAfresh,
    ExerciseAnswer,
    Feedback,
    FreshDraft,
    LearnerNote,
    Mentorship,
    Signature,
    TeachingMoment,
)
from secondstory.apprenticeship.sealing import about_answer, about_draft, about_feedback, about_note, opened
from secondstory.apprenticeship.variety import varied
from secondstory.concepts.cards import Card, cards
from secondstory.incidents.models import Retrospective, StudyRole
from secondstory.people.models import Person, Team
from secondstory.publishing.models import Facet, Publication

LOOKED_AT = 60
MANY = 100


@dataclass(frozen=True, slots=True)
class ThreeLines:
    keep: str
    attempt: str
    question: str


@dataclass(frozen=True, slots=True)
class Answer:
    text: str
    marked: tuple[int, ...]


def words_of(note: LearnerNote) -> str:
    return str(opened(note.sealed, about=about_note(note.pk, note.apprenticeship_id))["text"])


def lines_of(feedback: Feedback) -> ThreeLines:
    told = opened(feedback.sealed, about=about_feedback(feedback.pk, feedback.mentorship_id))
    return ThreeLines(told["keep"], told["attempt"], told["question"])


def answer_in(answer: ExerciseAnswer) -> Answer:
    told = opened(answer.sealed, about=about_answer(answer.pk, answer.author_id))
    return Answer(told["text"], tuple(told["marked"]))


def to_read(person: Person) -> list[Publication]:
    """Three finished studies of those this person reads, as different from each other as they come. Three statements."""
    newest = list(Publication.objects.visible_to(person).select_related("team").newest_first()[:LOOKED_AT])
    ids = [one.pk for one in newest]
    traits: dict[UUID, set[str]] = {
        one.pk: {f"kind {one.kind}", f"team {one.team_id}", f"year {one.year}"} for one in newest
    }
    for publication_id, kind, key in Facet.objects.filter(publication_id__in=ids).values_list(
        "publication_id", "kind", "key"
    ):
        traits[publication_id].add(f"{kind} {key}")
    through = Publication.services.through.objects.filter(publication_id__in=ids)
    for publication_id, service_id in through.values_list("publication_id", "service_id"):
        traits[publication_id].add(f"service {service_id}")
    by_id = {one.pk: one for one in newest}
    return [by_id[pk] for pk in varied(traits)]


@dataclass(frozen=True, slots=True)
class ShownNote:
    """A note in clear, with the title of what it is about as far as whoever looks reads that."""

    note: LearnerNote
    text: str
    about: str
    url: str
    is_shown: bool


def notes_for(apprenticeship: Apprenticeship, user: Person) -> dict[str, list[ShownNote]]:
    """By kind, the newest first. Three statements."""
    rows = list(
        LearnerNote.objects.filter(apprenticeship=apprenticeship)
        .visible_to(user)
        .select_related("shared_with")
        .order_by("-created_at", "-id")[:MANY]
    )
    texts = Publication.objects.visible_to(user).in_bulk({one.publication_id for one in rows if one.publication_id})
    studies = titles_of({one.study_id for one in rows if one.study_id}, user)
    found: dict[str, list[ShownNote]] = defaultdict(list)
    for one in rows:
        text = texts.get(one.publication_id) if one.publication_id else None
        study = studies.get(one.study_id) if one.study_id else None
        found[one.kind].append(
            ShownNote(
                one,
                words_of(one),
                text.title if text else study.title if study else "",
                f"/library/{text.slug}/" if text else f"/retrospectives/{study.pk}/" if study else "",
                one.shared_with is not None and one.shared_with.ended_at is None,
            )
        )
    return dict(found)


def titles_of(ids: Iterable[UUID], user: Person) -> dict[UUID, Retrospective]:
    return Retrospective.objects.visible_to(user).in_bulk(set(ids))


@dataclass(frozen=True, slots=True)
class ShownFeedback:
    feedback: Feedback
    lines: ThreeLines
    study: Retrospective | None


def feedback_for(apprenticeship: Apprenticeship, user: Person) -> list[ShownFeedback]:
    rows = list(
        Feedback.objects.filter(mentorship__apprenticeship=apprenticeship)
        .visible_to(user)
        .order_by("-created_at", "-id")[:MANY]
    )
    studies = titles_of({one.study_id for one in rows}, user)
    return [ShownFeedback(one, lines_of(one), studies.get(one.study_id)) for one in rows]


def watched_by(person: Person) -> list[Retrospective]:
    """Studies this person shadows as their learner."""
    roles = StudyRole.objects.filter(person=person, role=StudyRole.Role.LEARNER).order_by("-pk")
    return _by(roles.values_list("retrospective_id", flat=True)[:MANY], person)


def led_by(learner: Person, reader: Person) -> list[Retrospective]:
    """Studies that ``learner`` leads and ``reader`` reads, newest first."""
    roles = StudyRole.objects.filter(person=learner, role=StudyRole.Role.FACILITATOR).order_by("-pk")
    return _by(roles.values_list("retrospective_id", flat=True)[:MANY], reader)


def _by(ids: Iterable[UUID], person: Person) -> list[Retrospective]:
    return list(Retrospective.objects.visible_to(person).filter(pk__in=list(ids)).order_by("-created_at", "-id"))


def signed(apprenticeship: Apprenticeship) -> dict[str, dict[bool, Signature]]:
    """By step, whose word stands: ``{step: {as_mentor: signature}}``."""
    found: dict[str, dict[bool, Signature]] = defaultdict(dict)
    for one in Signature.objects.filter(apprenticeship=apprenticeship).select_related("created_by"):
        found[one.step][one.as_mentor] = one
    return dict(found)


def mentorship_of(apprenticeship: Apprenticeship) -> Mentorship | None:
    """Asked or agreed to, and not ended."""
    return Mentorship.objects.filter(apprenticeship=apprenticeship, ended_at=None).select_related("mentor").first()


def learners_of(person: Person) -> list[Mentorship]:
    """Those who asked this person, or walk with them now; the oldest first."""
    return list(
        Mentorship.objects.filter(mentor=person, ended_at=None)
        .select_related("apprenticeship__learner")
        .order_by("created_at", "id")
    )


def drafts_of(person: Person) -> dict[str, str]:
    """What this person wrote down with fresh eyes, by what it is about."""
    rows = FreshDraft.objects.filter(author=person).visible_to(person)
    return {one.about: words_in(one) for one in rows}


def words_in(draft: FreshDraft) -> str:
    return str(opened(draft.sealed, about=about_draft(draft.pk, draft.author_id))["text"])


def with_fresh_eyes(mysteries: Collection[UUID]) -> dict[UUID, str]:
    """Beside a question, that it was asked with fresh eyes (connected in config/wiring.py)."""
    asked = AskedAfresh.objects.filter(mystery_id__in=mysteries).values_list("mystery_id", flat=True)
    return dict.fromkeys(asked, "asked with fresh eyes")


def teams_of(person: Person) -> list[Team]:
    """Those this person is in, the one they joined last first."""
    return list(Team.objects.filter(memberships__person=person).order_by("-memberships__created_at", "pk"))


@dataclass(frozen=True, slots=True)
class ShownMoment:
    """A moment of teaching, with the text and the idea it is about as far as whoever looks reads them."""

    moment: TeachingMoment
    text: Publication | None
    idea: Card | None
    is_own: bool


def shown_moments(rows: QuerySet[TeachingMoment], user: Person, most: int) -> list[ShownMoment]:
    """Of rows that ``user`` reads, the newest. Two statements."""
    moments = list(TeachingMoment.objects.filter(pk__in=rows.order_by().values("pk")).newest_first()[:most])
    texts = Publication.objects.visible_to(user).in_bulk({one.publication_id for one in moments if one.publication_id})
    known = cards()
    return [
        ShownMoment(
            one,
            texts.get(one.publication_id) if one.publication_id else None,
            known.get(one.idea),
            one.created_by_id == user.pk,
        )
        for one in moments
    ]
