"""Comments of five kinds, and what becomes of each: answered, done, or it stands."""

from __future__ import annotations

import hashlib
from datetime import datetime, time
from typing import TYPE_CHECKING
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.utils import timezone

from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import check_can_contribute
from secondstory.incidents.words import line, prose
from secondstory.journal.actions import action, record
from secondstory.people.refusals import Conflict, Refusal
from secondstory.review.models import AgreedChange, Comment, EarlierReply, Round, RoundName
from secondstory.review.policies import (
    check_can_comment,
    check_can_lead_review,
    check_can_let_stand,
    check_can_read_comment,
    check_can_see_from_today,
)
from secondstory.review.round_names import free_number, key_of
from secondstory.writeup.models import Section

if TYPE_CHECKING:
    from secondstory.people.models import Person

MAY_STAND = (Comment.Kind.CHANGE, Comment.Kind.DISAGREE)


@action
def comment(
    study: Retrospective,
    text: str,
    *,
    by: Person,
    kind: str,
    section: Section | None = None,
    quote: str = "",
    from_today: bool = False,
    token: str = "",
) -> Comment:
    """Say one thing about a section. The same words of the same person on the same section are one comment.

    ``from_today``: its author says that it needs what was learned later. With ``token``, the secret of a browser, it is
    said under a name of the round: no author is kept, not here and not in the journal (docs/decisions/0021).
    """
    study.refresh_from_db(fields=["state"])
    check_can_comment(study, by)
    if kind not in Comment.Kind.values:
        raise Refusal("Choose what kind of comment it is.", code="unknown_kind", field="kind")
    if section is not None and section.writeup.retrospective_id != study.pk:
        raise Refusal("That section is of another study. Choose one of this.", code="other_study", field="section")
    text = prose(text, field="text", most=8000, empty="Write what you want to say.")
    quote = line(quote, field="quote", most=500)
    current = Round.objects.get(retrospective=study, closed_at=None)
    reader = _number_of(current, token, by) if token else None
    author = None if token else by
    said = Comment.objects.filter(round=current, section=section, kind=kind, text=text)
    same = said.filter(created_by=author, reader=reader).first()
    if same:  # perhaps one of several: an import brings what was said, all as its importer's
        return see_from_today(same, by=by) if from_today and author else same
    made = Comment(
        round=current,
        section=section,
        section_number=section.number if section else 0,
        kind=kind,
        text=text,
        quote=quote,
        from_today=from_today,
        # thanks and perspectives ask for nothing
        state=Comment.State.DONE if kind == Comment.Kind.THANKS else Comment.State.OPEN,
        reader=reader,
        created_by=author,
    )
    if reader is not None:
        # An id and a moment of their own: neither says when on that day it was written.
        made.id = uuid4()
        midnight = datetime.combine(made.created_at.astimezone(ZoneInfo(study.zone)), time(0), ZoneInfo(study.zone))
        made.created_at = max(midnight, current.opened_at)
    made.save(force_insert=True)
    record("comment.made", about=made, by=author, study=study.pk, comment_kind=kind)
    return made


def _number_of(current: Round, token: str, by: Person) -> int:
    """The number this browser and person spoke under in this round, or a new one. One writer at a time."""
    key = key_of(token, by.pk)
    names = RoundName.objects.filter(round=current)
    known = names.filter(key=key).values_list("number", flat=True).first()
    if known is not None:
        return known
    # Also those of comments: an import may have brought some whose key nobody has.
    taken = set(names.values_list("number", flat=True))
    taken |= {number for number in current.comments.values_list("reader", flat=True) if number}
    return RoundName.objects.create(round=current, key=key, number=free_number(taken)).number


@action
def see_from_today(made: Comment, is_so: bool = True, *, by: Person) -> Comment:
    """Its author says that it needs what was learned later, or takes that back. Nobody says it for them."""
    made = _fresh(made)
    check_can_see_from_today(made, by)
    if made.from_today != is_so:
        made.from_today = is_so
        made.save(update_fields=["from_today"])
        kind = "comment.seen_from_today" if is_so else "comment.seen_from_then"
        record(kind, about=made, by=by, study=made.round.retrospective_id)
    return made


def outcome_of(made: Comment) -> str:
    """Which state and answer of a comment somebody looked at."""
    return hashlib.sha256(f"{made.state}\n{made.answer}".encode()).hexdigest()[:40]


def _fresh(made: Comment) -> Comment:
    """The comment, its round and its study as they are now, until this is written: two answers come in turn."""
    return Comment.objects.select_for_update(of=("self",)).select_related("round__retrospective").get(pk=made.pk)


def _settle(
    made: Comment, state: Comment.State, *, by: Person, event: str, answer: str = "", seen: str | None = None
) -> Comment:
    """``seen`` is the ``outcome_of`` the caller looked at: the facilitator and whoever made the comment both settle
    it, and neither writes over what the other said without having read it."""
    study = made.round.retrospective
    if (made.state, made.answer) != (state.value, answer):
        if seen and seen != outcome_of(made):
            raise Conflict(
                "Somebody settled this while you were writing. What they said stands above; yours is still in the"
                " field. Send it again to put yours in its place.",
                code="settled_meanwhile",
            )
        if made.answer and made.answer != answer:
            EarlierReply.objects.create(comment=made, text=made.answer)
        made.state, made.answer = state, answer
        made.save(update_fields=["state", "answer"])
        record(event, about=made, by=by, study=study.pk)
    return made


@action
def answer_comment(made: Comment, text: str, *, by: Person, seen: str | None = None) -> Comment:
    made = _fresh(made)
    check_can_lead_review(made.round.retrospective, by)
    check_can_read_comment(made, by)
    text = prose(text, field="answer", most=8000, empty="Write the answer.")
    return _settle(made, Comment.State.ANSWERED, by=by, event="comment.answered", answer=text, seen=seen)


@action
def mark_done(made: Comment, text: str = "", *, by: Person, seen: str | None = None) -> Comment:
    """What it asked for is in the text. Without words, an earlier answer stays."""
    made = _fresh(made)
    check_can_lead_review(made.round.retrospective, by)
    check_can_read_comment(made, by)
    answer = prose(text, field="answer", most=8000) or made.answer
    return _settle(made, Comment.State.DONE, by=by, event="comment.done", answer=answer, seen=seen)


@action
def let_stand(made: Comment, text: str, *, by: Person, seen: str | None = None) -> Comment:
    """It stays on record, in the final text too, with what is said to it (invariant 15). The facilitator says
    so, or whoever made it: an answer need not settle a disagreement."""
    made = _fresh(made)
    check_can_let_stand(made, by)
    check_can_read_comment(made, by)
    if made.kind not in MAY_STAND:
        raise Refusal("A 'change' or a 'disagree' can stand. Answer this one, or mark it done.", code="cannot_stand")
    text = prose(text, field="answer", most=8000, empty="Say in a sentence how it stands.")
    return _settle(made, Comment.State.STANDS, by=by, event="comment.stands", answer=text, seen=seen)


@action
def agree_change(study: Retrospective, text: str, *, by: Person, about: Comment | None = None) -> AgreedChange:
    """A change that will be made before the study is final."""
    study.refresh_from_db(fields=["state"])
    check_can_lead_review(study, by)
    if about is not None and about.round.retrospective_id != study.pk:
        raise Refusal("That comment is of another study. Choose one of this.", code="other_study", field="about")
    if about is not None:
        check_can_read_comment(about, by)
    text = line(text, field="text", most=1000, empty="Say what will be changed.")
    same: AgreedChange | None = AgreedChange.objects.filter(retrospective=study, text=text).first()
    if same:
        return same
    change = AgreedChange.objects.create(retrospective=study, text=text, comment=about, created_by=by)
    record("change.agreed", about=change, by=by, study=study.pk)
    return change


@action
def tick_change(change: AgreedChange, *, by: Person) -> AgreedChange:
    """It is in the text now. Whoever writes in the study may say so."""
    change = AgreedChange.objects.select_related("retrospective").get(pk=change.pk)
    check_can_contribute(change.retrospective, by)
    if change.done_at is None:
        change.done_at = timezone.now()
        change.save(update_fields=["done_at"])
        record("change.made", about=change, by=by, study=change.retrospective_id)
    return change
