"""What is known to be missing stands where it is missing, until somebody says how it was completed."""

from __future__ import annotations

from html import unescape

import pytest
from django.urls import reverse
from tests import builders

from secondstory.incidents.moments import Moment
from secondstory.journal.models import Event
from secondstory.people.models import Person
from secondstory.people.refusals import Conflict, NotAllowed, NotFound, Refusal
from secondstory.timeline.actions.add_pasted import add_pasted
from secondstory.timeline.actions.known_gaps import complete_gap, reopen_gap, tell_gap
from secondstory.timeline.models import Gathered, KnownGap
from secondstory.writeup.document import document

CALL = "The call was not recorded."


def page(client, name: str, *ids) -> str:
    response = client.get(reverse(name, args=ids))
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_it_is_told_once_and_the_journal_knows(study, cast) -> None:
    first, second = (tell_gap(study, CALL, by=cast.bo, when=Moment(builders.NOON, "minute")) for _ in range(2))
    assert first == second
    event = Event.objects.get(kind="gap.told")
    assert (event.by, CALL in str(event.facts)) == (cast.bo, False)


def test_it_is_of_this_study_and_says_something(study, cast) -> None:
    other = builders.study(cast.ana, "Another")
    elsewhere = Gathered.objects.create(
        retrospective=other, reference=other.references.create(title="Chat", retrospective=other)
    )
    for says, source in ((" ", None), ("x" * 501, None), (CALL, elsewhere)):
        with pytest.raises(Refusal):
            tell_gap(study, says, by=cast.bo, source=source)
    assert not KnownGap.objects.exists()


def test_cy_and_a_final_study_are_refused(study, final_study, cast) -> None:
    gap = KnownGap.objects.create(retrospective=study, says=CALL)
    for write in (lambda by: tell_gap(study, CALL, by=by), lambda by: complete_gap(gap, "Found.", by=by)):
        with pytest.raises(Refusal):
            write(cast.bo)
    study.audience = "group"
    study.save()
    with pytest.raises((NotFound, NotAllowed)):
        reopen_gap(gap, by=cast.cy)
    assert not KnownGap.objects.visible_to(cast.cy).exists()


def test_cy_is_refused_each_verb(study, cast) -> None:
    gap = tell_gap(study, CALL, by=cast.ana)
    for write in (
        lambda: tell_gap(study, CALL, by=cast.cy),
        lambda: complete_gap(gap, "Found.", by=cast.cy),
        lambda: reopen_gap(gap, by=cast.cy),
    ):
        with pytest.raises(NotFound):
            write()


def test_it_is_completed_once_in_words(study, cast) -> None:
    gap = tell_gap(study, CALL, by=cast.ana)
    complete_gap(gap, "Bo had written along.", by=cast.bo)
    complete_gap(gap, "Bo had written along.", by=cast.ana)
    gap.refresh_from_db()
    assert (gap.completed_with, gap.completed_by) == ("Bo had written along.", cast.bo)
    assert Event.objects.filter(kind="gap.completed").count() == 1
    with pytest.raises(Conflict):
        complete_gap(gap, "Somebody filmed it.", by=cast.ana)


def test_whoever_said_so_or_the_facilitator_takes_it_back(study, cast) -> None:
    eve = Person.objects.create(email="eve@example.org", display_name="Eve", password="!")
    builders.participant(study, eve)
    gap = complete_gap(tell_gap(study, CALL, by=cast.ana), "Found.", by=cast.bo)
    with pytest.raises(NotAllowed):
        reopen_gap(gap, by=eve)
    for by in (cast.bo, cast.bo):
        reopen_gap(gap, by=by)
    complete_gap(gap, "Found.", by=cast.bo)
    reopen_gap(gap, by=cast.ana)
    gap.refresh_from_db()
    assert (gap.completed_at, gap.completed_with) == (None, "")
    assert Event.objects.filter(kind="gap.reopened").count() == 2


@pytest.mark.requirement("R-003-38")
def test_the_timeline_shows_it_where_it_lies_until_it_is_completed(study, cast, as_ana) -> None:
    first, second = builders.entry(study, "First."), builders.entry(study, "Second.", minutes=20)
    gap = tell_gap(study, CALL, by=cast.ana, when=Moment(builders.NOON.replace(minute=10), "minute"))
    late = tell_gap(study, "The last hour.", by=cast.ana, when=Moment(builders.NOON.replace(minute=50), "minute"))
    told = page(as_ana, "timeline", study.pk)
    ids = (f"entry-{first.pk}", f"gap-{gap.pk}", f"entry-{second.pk}", f"gap-{late.pk}")
    listed = [told.index(f'id="{one}"') for one in ids]
    assert listed == sorted(listed)
    assert "known to be incomplete: The call was not recorded." in told
    complete_gap(gap, "Bo had written along.", by=cast.bo)
    assert CALL not in page(as_ana, "timeline", study.pk)
    assert "Bo had written along." in page(as_ana, "known-gaps", study.pk)


def test_the_write_up_names_it_among_the_sources(study, cast) -> None:
    add_pasted(study, text="2026-03-02 12:01 UTC It lags.\nwords that say no time", source="Chat", by=cast.ana)
    KnownGap.objects.filter(says__contains="no time").delete()
    tell_gap(study, "A thread.", by=cast.ana, source=Gathered.objects.get())
    tell_gap(study, CALL, by=cast.ana)
    complete_gap(tell_gap(study, "A graph.", by=cast.ana), "Found.", by=cast.ana)
    written = document(study)
    assert [(one.title, one.lacks) for one in written.sources] == [("Chat", ("A thread.",))]
    assert written.lacks == (CALL,)


def test_the_pages_tell_complete_and_take_back(study, cast, as_ana) -> None:
    gaps = reverse("known-gaps", args=[study.pk])
    assert as_ana.post(gaps, {"says": "", "when": "noonish?"}).status_code == 422
    assert as_ana.post(gaps, {"says": CALL, "when": "2026-03-02 13:10"}).status_code in (302, 303)
    gap = KnownGap.objects.get()
    one = reverse("known-gap", args=[study.pk, gap.pk])
    assert CALL in page(as_ana, "known-gap", study.pk, gap.pk)
    assert as_ana.post(one, {"how": " "}).status_code == 422
    as_ana.post(one, {"how": "Bo had written along."})
    assert "Take it back" in page(as_ana, "known-gap", study.pk, gap.pk)
    assert as_ana.post(one, {"how": "In other words."}).status_code in (409, 422)
    as_ana.post(reverse("known-gap-reopening", args=[study.pk, gap.pk]))
    gap.refresh_from_db()
    assert gap.completed_at is None


def test_strangers_find_none_of_it(study, cast, client) -> None:
    gap = tell_gap(study, CALL, by=cast.ana)
    client.force_login(cast.cy)
    for address in (reverse("known-gaps", args=[study.pk]), reverse("known-gap", args=[study.pk, gap.pk])):
        assert client.get(address).status_code == 404
        assert client.post(address, {"says": "x", "how": "x"}).status_code == 404
    assert client.post(reverse("known-gap-reopening", args=[study.pk, gap.pk])).status_code == 404
