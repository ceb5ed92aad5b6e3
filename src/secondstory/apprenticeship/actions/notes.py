"""A learner's notes to themself: written, changed, shown to the mentor, kept back, removed."""

from __future__ import annotations

from secondstory.apprenticeship.models import Apprenticeship, LearnerNote
from secondstory.apprenticeship.policies import check_can_show, check_can_watch, check_is_learner
from secondstory.apprenticeship.queries import words_of
from secondstory.apprenticeship.sealing import about_note, close
from secondstory.incidents.models import Retrospective
from secondstory.incidents.words import prose
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound, Refusal
from secondstory.publishing.models import Publication

MOST = 8000
EMPTY = "Write a line to yourself first."


@action
def write_learner_note(
    apprenticeship: Apprenticeship,
    kind: str,
    text: str,
    *,
    by: Person,
    publication: Publication | None = None,
    study: Retrospective | None = None,
) -> LearnerNote:
    """About a text they read, or a study they watch. For themself alone, until they show it. Sent twice, it is one."""
    check_is_learner(apprenticeship, by)
    text = prose(text, most=MOST, field="text", empty=EMPTY)
    if kind == LearnerNote.Kind.READ:
        if publication is None:
            raise Refusal("Choose the text it is about.", code="no_text", field="publication")
        if not Publication.objects.visible_to(by).filter(pk=publication.pk).exists():
            raise NotFound()
        study = None
    elif kind in (LearnerNote.Kind.BEFORE, LearnerNote.Kind.AFTER):
        if study is None:
            raise Refusal("Choose the study it is about.", code="no_study", field="study")
        check_can_watch(study, by)
        publication = None
    else:
        raise Refusal("Choose one of the kinds in the list.", code="unknown_note", field="kind")
    for one in LearnerNote.objects.filter(
        apprenticeship=apprenticeship, kind=kind, publication=publication, study=study
    ):
        if words_of(one) == text:
            return one
    note = LearnerNote(apprenticeship=apprenticeship, kind=kind, publication=publication, study=study, created_by=by)
    note.sealed = close({"text": text}, about=about_note(note.pk, apprenticeship.pk))
    note.save(force_insert=True)
    record("learner_note.written", about=note, by=by)
    return note


@action
def change_learner_note(note: LearnerNote, text: str, *, by: Person) -> LearnerNote:
    check_is_learner(note.apprenticeship, by)
    text = prose(text, most=MOST, field="text", empty=EMPTY)
    if words_of(note) != text:
        note.sealed = close({"text": text}, about=about_note(note.pk, note.apprenticeship_id))
        note.save(update_fields=["sealed"])
        record("learner_note.written", about=note, by=by)
    return note


@action
def show_to_mentor(note: LearnerNote, *, by: Person) -> LearnerNote:
    mentorship = check_can_show(note, by)
    if note.shared_with_id != mentorship.pk:
        note.shared_with = mentorship
        note.save(update_fields=["shared_with"])
        record("learner_note.shown", about=note, by=by)
    return note


@action
def keep_back(note: LearnerNote, *, by: Person) -> LearnerNote:
    check_is_learner(note.apprenticeship, by)
    if note.shared_with_id is not None:
        note.shared_with = None
        note.save(update_fields=["shared_with"])
        record("learner_note.kept_back", about=note, by=by)
    return note


@action
def remove_learner_note(note: LearnerNote, *, by: Person) -> None:
    check_is_learner(note.apprenticeship, by)
    if LearnerNote.objects.filter(pk=note.pk).delete()[0]:
        record("learner_note.removed", about=note, by=by)
