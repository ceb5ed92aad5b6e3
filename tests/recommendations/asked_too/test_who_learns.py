"""Nobody learns of a study that they do not read: neither of the one that asks, nor of the first one."""

from __future__ import annotations

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import builders
from tests.recommendations.asked_too.world import FIRST, OWN_LINE, SECOND, TITLE, WHY, page_of, text_of

from secondstory.incidents.models import Retrospective
from secondstory.recommendations.actions.ask_too import ask_too
from secondstory.recommendations.asked_too import asks_of, several, who_ask
from secondstory.recommendations.models import AskedToo, Recommendation

pytestmark = pytest.mark.requirement("R-004-106")


def test_who_reads_the_study_that_asks_alone_learns_nothing_of_the_other_one(ask, billing, as_cy, cast):
    """Cy reads the line of their own study, and neither title, status, day nor study of what it asks for."""
    text = text_of(as_cy.get(page_of(billing)))
    assert OWN_LINE in text
    for hidden in (TITLE, FIRST, "planned", "promised for", str(ask.recommendation_id)):
        assert hidden not in text
    (one,) = asks_of(billing, cast.cy)
    assert vars(one)["first"] is None


def test_what_was_taken_out_reads_as_what_one_may_not_read(ask, billing, alarm, as_cy):
    before = text_of(as_cy.get(page_of(billing)))
    Recommendation.objects.filter(pk=alarm.pk).update(status="dropped", decision_reason="Gone.")
    assert without_tokens(text_of(as_cy.get(page_of(billing)))) == without_tokens(before)
    AskedToo.objects.update(recommendation=None)
    assert without_tokens(text_of(as_cy.get(page_of(billing)))) == without_tokens(before)


def without_tokens(text: str) -> str:
    return "".join(line for line in text.splitlines() if "csrf" not in line)


def test_who_reads_the_first_study_alone_learns_nothing_of_the_one_that_asks(ask, alarm, billing, cast, as_ana):
    pages = [reverse("recommendation", args=[alarm.pk]), reverse("recommendations"), "/recommendations/?status=several"]
    for page in (*pages, page_of(alarm.retrospective)):
        text = text_of(as_ana.get(page))
        for hidden in (SECOND, OWN_LINE, WHY, "Other studies that ask"):
            assert hidden not in text
    assert who_ask(alarm, cast.ana) == []
    assert several(cast.ana, {}).rows == []


def test_narrowed_afterwards_the_first_study_is_named_no_more(ask, billing, storage, as_bo):
    assert FIRST in text_of(as_bo.get(page_of(billing)))
    Retrospective.objects.filter(pk=storage.pk).update(work_open_to="group")
    text = text_of(as_bo.get(page_of(billing)))
    assert FIRST not in text
    assert OWN_LINE in text


def test_what_several_ask_for_stands_together_by_the_newest_that_asked(ask, alarm, billing, storage, cast, as_bo):
    later = builders.recommendation(storage, "A drill each month", status="done")
    ask_too(billing, later, by=cast.bo, findings=[ask.finding])
    builders.recommendation(storage, "Asked for by nobody else", status="planned")
    text = text_of(as_bo.get("/recommendations/?status=several"))
    assert text.index("A drill each month") < text.index(TITLE)
    assert SECOND in text
    assert FIRST in text
    assert "Asked for by nobody else" not in text


def test_an_ask_that_one_does_not_read_makes_no_difference_to_the_order(ask, alarm, billing, storage, cast):
    """Ana reads one ask of each; the hidden one is the newest."""
    own = builders.study(cast.ana, "Ana's other study")
    builders.role(own, cast.ana)
    other = builders.recommendation(storage, "A drill each month", status="planned")
    for it in (alarm, other):
        ask_too(own, it, by=cast.ana, findings=[builders.finding(own)])
    before = [row.pk for row in several(cast.ana, {}).rows]
    AskedToo.objects.filter(pk=ask.pk).update(created_at=builders.NOON.replace(year=2100))
    assert [row.pk for row in several(cast.ana, {}).rows] == before == [other.pk, alarm.pk]
    assert [one.retrospective.title for row in several(cast.ana, {}).rows for one in vars(row)["asks"]] == [
        "Ana's other study"
    ] * 2


def test_it_costs_the_same_however_many_there_are(
    ask, alarm, storage, billing, found, cast, as_bo, django_assert_max_num_queries
):
    pages = ["/recommendations/?status=several", page_of(billing), reverse("recommendation", args=[alarm.pk])]
    few = []
    for page, most in zip(pages, (8, 18, 29), strict=True):
        with django_assert_max_num_queries(most) as asked:
            as_bo.get(page)
        few.append(len(asked))
    for n in range(5):
        it = builders.recommendation(storage, f"Another {n}", status="planned")
        ask_too(billing, it, by=cast.bo, findings=[found, builders.finding(billing, f"{n}")])
        own = builders.study(cast.bo, f"Study {n}")
        builders.role(own, cast.bo)
        ask_too(own, alarm, by=cast.bo, findings=[builders.finding(own)])
    for page, most in zip(pages, few, strict=True):
        with django_assert_max_num_queries(most):
            as_bo.get(page)


AUDIENCES = st.sampled_from(["group", "team", "organization"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(first=AUDIENCES, second=AUDIENCES, third=AUDIENCES, who=st.sampled_from(["ana", "bo", "cy"]))
def test_nobody_is_told_of_a_study_that_they_do_not_read(
    first, second, third, who, ask, storage, billing, alarm, cast, client
):
    own = Retrospective.objects.filter(title="A third one").first()
    if own is None:
        own = builders.study(cast.ana, "A third one", team=cast.storage)
        builders.role(own, cast.ana)
        ask_too(own, alarm, by=cast.ana, findings=[builders.finding(own)], title="A third line", why="A third why")
    for study, audience in ((storage, first), (billing, second), (own, third)):
        Retrospective.objects.filter(pk=study.pk).update(work_open_to=audience)
    words = {storage: (FIRST, TITLE), billing: (SECOND, OWN_LINE, WHY), own: ("A third one", "A third line")}
    person = getattr(cast, who)
    client.force_login(person)
    reads = {study for study in words if Retrospective.objects.visible_to(person).filter(pk=study.pk).exists()}
    pages = [page_of(study) for study in reads]
    pages += ["/recommendations/", "/recommendations/?status=several"]
    if storage in reads:
        pages.append(reverse("recommendation", args=[alarm.pk]))
    for page in pages:
        text = text_of(client.get(page))
        for study in words.keys() - reads:
            assert not [said for said in words[study] if said in text], (person, page)
