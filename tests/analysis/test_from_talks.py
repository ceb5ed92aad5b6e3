"""A conversation tells how somebody does their work: by them, or with their word. The link is for those who read both."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.from_talks import agree_to_work, take_out_of_talk, tell_work_from_talk
from secondstory.analysis.models import FromTalk, TalkAgreed, WorkNote
from secondstory.firsthand.models import Conversation
from secondstory.journal.models import Event
from secondstory.people.models import Person
from secondstory.people.refusals import NotAllowed, NotFound, Refusal

pytestmark = pytest.mark.requirement("R-003-23")


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    """Ana, who facilitates, talked with Bo, who agreed to notes. Cy reads the study, and not the conversation."""
    study = builders.study(cast.ana, work_open_to="organization")
    builders.role(study, cast.ana)
    part = builders.participant(study, cast.bo)
    return Conversation.objects.create(
        retrospective=study, participant=part, interviewer=cast.ana, state="held", agreed_to_notes=True
    )


def tell(talk, by, **told):
    return tell_work_from_talk(talk, "Rebuilding a copy", "By hand, at night", by=by, **told)


def page(talk, what: str = "") -> str:
    return f"/retrospectives/{talk.retrospective_id}/conversations/{talk.pk}/work/{what}"


def test_whoever_was_asked_tells_it(cast: Cast, talk):
    note = tell(talk, cast.bo)
    assert tell(talk, cast.bo) == note
    assert (note.retrospective, note.told_by) == (talk.retrospective, cast.bo)
    assert FromTalk.objects.get().conversation == talk
    assert Event.objects.filter(kind="work_note.told", by=cast.bo).count() == 1


def test_whoever_asked_tells_it_with_their_word_alone(cast: Cast, talk):
    with pytest.raises(NotAllowed) as refused:
        tell(talk, cast.ana)
    assert refused.value.code == "ask_them"
    for other in (cast.ana, cast.cy):
        with pytest.raises((NotAllowed, NotFound)):
            agree_to_work(talk, True, by=other)
    agree_to_work(talk, True, by=cast.bo)
    agree_to_work(talk, True, by=cast.bo)
    assert tell(talk, cast.ana).told_by == cast.ana
    assert TalkAgreed.objects.get().created_by == cast.bo
    agree_to_work(talk, False, by=cast.bo)
    agree_to_work(talk, False, by=cast.bo)
    with pytest.raises(NotAllowed):
        tell_work_from_talk(talk, "Another", "So", by=cast.ana)
    kinds = ("talk.agreed_to_work", "talk.agreed_no_more")
    assert [Event.objects.filter(kind=kind).count() for kind in kinds] == [1, 1]


def test_nobody_else_tells_it(cast: Cast, talk):
    agree_to_work(talk, True, by=cast.bo)
    with pytest.raises(NotFound):
        tell(talk, cast.cy)
    assert not WorkNote.objects.exists()


@pytest.mark.parametrize("over", [{"agreed_to_notes": False}, {"keep_until": -1}, {"expired_at": 0}])
def test_without_notes_that_were_agreed_to_or_after_their_time_nothing_is_told(cast: Cast, talk, over):
    agree_to_work(talk, True, by=cast.bo)
    if "keep_until" in over:
        over = {"keep_until": timezone.now().date() - timedelta(days=1)}
    elif "expired_at" in over:
        over = {"expired_at": timezone.now()}
    Conversation.objects.filter(pk=talk.pk).update(**over)
    for by in (cast.ana, cast.bo):
        with pytest.raises(Refusal) as refused:
            tell(talk, by)
        assert refused.value.code == "no_notes_agreed"


def test_for_somebody_without_an_account_whoever_holds_it_answers(cast: Cast, talk):
    talk.participant.person = None
    talk.participant.save()
    assert tell(talk, cast.ana).told_by == cast.ana


def test_the_link_is_for_those_who_read_both(cast: Cast, talk):
    tell(talk, cast.bo)
    for reader in (cast.ana, cast.bo):
        assert FromTalk.objects.visible_to(reader).exists()
    for other in (cast.cy, None):
        assert not FromTalk.objects.visible_to(other).exists()
    assert WorkNote.objects.visible_to(cast.cy).exists()
    later = Person.objects.create(email="dee@example.org", display_name="Dee", password="!")
    talk.retrospective.roles.filter(role="facilitator").update(person=later)
    assert not FromTalk.objects.visible_to(later).exists()
    Conversation.objects.filter(pk=talk.pk).update(number=1, approved_number=1)
    assert FromTalk.objects.visible_to(later).exists()


def test_whoever_it_is_about_takes_it_out(cast: Cast, talk):
    agree_to_work(talk, True, by=cast.bo)
    tell(talk, cast.ana)
    link = FromTalk.objects.select_related("note", "conversation__participant").get()
    with pytest.raises(NotAllowed):
        take_out_of_talk(link, by=cast.ana)
    with pytest.raises(NotFound):
        take_out_of_talk(link, by=cast.cy)
    take_out_of_talk(link, by=cast.bo)
    assert not WorkNote.objects.exists()
    assert Event.objects.filter(kind="work_note.taken_out", by=cast.bo).count() == 1


def test_on_pages_it_is_agreed_told_linked_and_taken_out(as_ana, as_bo, as_cy, cast, talk):
    conversation = page(talk).removesuffix("work/")
    for client in (as_ana, as_bo):
        assert page(talk) in client.get(conversation).text
    assert as_cy.get(page(talk)).status_code == 404
    told = {"topic": "Rebuilding a copy", "done": "By hand, at night", "audience": "organization"}
    assert "They have not agreed to it yet" in as_ana.get(page(talk)).text
    assert as_ana.post(page(talk), told).status_code == 403
    assert as_cy.post(page(talk, "agreement/"), {"yes": "yes"}).status_code == 404
    assert as_bo.post(page(talk, "agreement/"), {"yes": "yes"}).status_code == 302
    again = as_ana.post(page(talk), {**told, "topic": ""})
    assert again.status_code == 422
    assert "By hand, at night" in again.text
    answer = as_ana.post(page(talk), told)
    note = WorkNote.objects.get()
    assert answer.url == f"/work/{note.pk}/"
    for client in (as_ana, as_bo):
        assert conversation in client.get(answer.url).text
        assert note.topic in client.get(page(talk)).text
    assert conversation not in as_cy.get(answer.url).text
    link = FromTalk.objects.get()
    assert as_cy.post(page(talk, f"{link.pk}/removal/")).status_code == 404
    assert as_ana.post(page(talk, f"{link.pk}/removal/")).status_code == 403
    assert as_bo.post(page(talk, f"{link.pk}/removal/")).status_code == 302
    assert not WorkNote.objects.exists()
