"""One recommendation, asked for by several studies: it stays one, and nobody learns of a study that they do not read."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.remove import remove
from secondstory.analysis.models import BetterNote, SystemicFactor
from secondstory.incidents.models import Retrospective
from secondstory.incidents.querysets import RetrospectiveQuerySet
from secondstory.incidents.rail import Says, with_rail
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.publishing.answers import answer
from secondstory.recommendations.actions.ask_too import ask_too, take_ask_back
from secondstory.recommendations.actions.propose import remove_idea, set_back
from secondstory.recommendations.asked_too import asks_of, may_ask_from, several, who_ask
from secondstory.recommendations.guards import recommendations_whole
from secondstory.recommendations.models import AskedToo, Recommendation
from secondstory.recommendations.rail import says
from secondstory.review.left_open import left_open

pytestmark = pytest.mark.requirement("R-004-106")
TITLE = "An alarm on the age of the newest dump"
FIRST, SECOND = "The night without a dump", "The morning without an invoice"
OWN_LINE = "Hear of it before the customer does"
WHY = "We heard of it from a customer."


@pytest.fixture
def storage(cast: Cast) -> Retrospective:
    """Ana's study, read by her team: Ana and Bo, not Cy."""
    study = builders.study(cast.ana, FIRST, team=cast.storage, work_open_to="team")
    builders.role(study, cast.ana)
    return study


@pytest.fixture
def billing(cast: Cast) -> Retrospective:
    """Where Bo works, too; Cy of the other team reads it, Ana does not."""
    study = builders.study(cast.cy, SECOND, team=cast.billing, work_open_to="team")
    builders.role(study, cast.cy)
    builders.participant(study, cast.bo)
    return study


@pytest.fixture
def found(billing):
    return builders.finding(billing, "Nobody heard of the empty file.")


@pytest.fixture
def alarm(storage) -> Recommendation:
    return builders.recommendation(storage, TITLE, status="planned")


@pytest.fixture
def ask(billing, alarm, found, cast) -> AskedToo:
    return ask_too(billing, alarm, by=cast.bo, findings=[found], title=OWN_LINE, why=WHY)


def text_of(response) -> str:
    return response.content.decode()


def page_of(study: Retrospective) -> str:
    return reverse("study-recommendations", args=[study.pk])


def at(study: Retrospective, it: Recommendation) -> str:
    return reverse("ask-too", args=[study.pk, it.pk])


def kinds() -> list[str]:
    return list(Event.objects.filter(kind__contains="asked_too").order_by("seq").values_list("kind", flat=True))


# asking


def test_it_stays_one_with_its_owner_its_day_and_its_status(ask, alarm, billing, found):
    before = Recommendation.objects.filter(pk=alarm.pk).values().get()
    assert (ask.retrospective, ask.recommendation, ask.finding) == (billing, alarm, found)
    assert Recommendation.objects.filter(pk=alarm.pk).values().get() == before
    assert Recommendation.objects.count() == 1


def test_its_own_page_and_the_page_of_the_study_tell_of_each_other(ask, alarm, billing, storage, as_bo):
    there = text_of(as_bo.get(reverse("recommendation", args=[alarm.pk])))
    for told in (SECOND, WHY, "Nobody heard of the empty file."):
        assert told in there
    here = text_of(as_bo.get(page_of(billing)))
    for told in (OWN_LINE, WHY, TITLE, FIRST, "planned", "Nobody heard of the empty file."):
        assert told in here


def test_it_is_asked_for_on_a_page(billing, alarm, found, as_bo):
    other = builders.finding(billing, "The export said that it was done.")
    form = text_of(as_bo.get(at(billing, alarm)))
    assert TITLE in form
    assert str(found.pk) in form
    told = {"title": OWN_LINE, "why": WHY, "findings": [str(found.pk), str(other.pk)]}
    response = as_bo.post(at(billing, alarm), told)
    made = AskedToo.objects.get()
    assert response["Location"] == f"{page_of(billing)}#a-{made.pk}"
    assert (made.title, made.why, made.finding, list(made.more.all())) == (OWN_LINE, WHY, found, [other])


def test_invariant_06_it_grew_from_a_finding_of_the_study_that_asks(billing, alarm, storage, cast, as_bo):
    theirs = builders.finding(storage)
    for findings in ([], [theirs]):
        with pytest.raises(Refusal):
            ask_too(billing, alarm, by=cast.bo, findings=findings)
    builders.finding(billing)
    response = as_bo.post(at(billing, alarm), {"title": OWN_LINE, "findings": [str(theirs.pk)]})
    assert response.status_code == 422
    assert OWN_LINE in text_of(response)
    assert not AskedToo.objects.exists()


def test_invariant_06_the_database_holds_it(billing, storage, alarm, found):
    theirs = builders.finding(storage)
    for of, finding in ((billing, theirs), (storage, theirs)):
        with pytest.raises(DatabaseError, match="a finding of its own"), transaction.atomic():
            AskedToo.objects.create(retrospective=of, recommendation=alarm, title="x", finding=finding)
    made = AskedToo.objects.create(retrospective=billing, recommendation=alarm, title="x", finding=found)
    with pytest.raises(DatabaseError, match="a finding of its own"), transaction.atomic():
        AskedToo.objects.filter(pk=made.pk).update(finding=theirs)


def test_a_finding_that_something_was_asked_for_from_stays(ask, found, cast):
    with pytest.raises(Refusal, match="traces to this finding"):
        remove(found, by=cast.cy)


def test_asking_twice_changes_nothing_and_asking_anew_words_it_anew(ask, billing, alarm, found, cast):
    again = ask_too(billing, alarm, by=cast.bo, findings=[found], title=OWN_LINE, why=WHY)
    assert again == ask
    assert kinds() == ["recommendation.asked_too"]
    ask_too(billing, alarm, by=cast.bo, findings=[found], title="Hear of it first", why="")
    assert AskedToo.objects.get().title == "Hear of it first"
    assert kinds() == ["recommendation.asked_too", "recommendation.asked_too_anew"]


def test_the_journal_knows_the_study_that_asks_and_not_the_other_one(ask, billing, alarm, storage, cast):
    event = Event.objects.get(kind="recommendation.asked_too")
    assert (event.subject_id, event.by_id, event.facts["study"]) == (ask.pk, cast.bo.pk, str(billing.pk))
    assert str(alarm.pk) not in str(event.facts)
    assert str(storage.pk) not in str(event.facts)


def test_a_study_does_not_ask_for_its_own(storage, alarm, cast, as_ana):
    with pytest.raises(Refusal, match="recommends it itself"):
        ask_too(storage, alarm, by=cast.ana, findings=[builders.finding(storage)])
    assert as_ana.get(at(storage, alarm))["Location"] == reverse("recommendation", args=[alarm.pk])


# what is no promise yet, and what is none any more


@pytest.mark.parametrize("status", ["proposed", "planned", "in_progress", "done"])
def test_what_is_under_way_or_done_is_asked_for(billing, storage, found, cast, status):
    it = builders.recommendation(storage, status=status)
    assert ask_too(billing, it, by=cast.bo, findings=[found]).title == it.title


def test_of_what_was_done_it_is_asked_whether_it_reached_them(billing, storage, found, as_bo):
    it = builders.recommendation(storage, status="done")
    assert "did it reach what you found?" in text_of(as_bo.get(at(billing, it)))


def test_of_an_idea_it_is_said_that_it_is_one(billing, storage, found, cast, as_bo):
    idea = builders.recommendation(storage)
    with pytest.raises(Refusal, match="an idea so far"):
        ask_too(billing, idea, by=cast.bo, findings=[found])
    assert "an idea so far" in text_of(as_bo.get(at(billing, idea)))


def test_of_what_was_dropped_the_reason_is_told_and_one_of_their_own_is_offered(billing, storage, found, cast, as_bo):
    it = builders.recommendation(storage, status="dropped", decision="not", decision_reason="Nobody hears it at night.")
    with pytest.raises(Refusal, match="Nobody hears it at night"):
        ask_too(billing, it, by=cast.bo, findings=[found])
    text = text_of(as_bo.get(at(billing, it)))
    assert "Nobody hears it at night." in text
    assert f"{page_of(billing)}#propose" in text
    assert f"{page_of(billing)}#propose" in text_of(as_bo.get(reverse("recommendation", args=[it.pk])))


def test_dropped_later_it_says_why_where_it_was_asked_for(ask, alarm, billing, as_bo):
    Recommendation.objects.filter(pk=alarm.pk).update(status="dropped", decision_reason="The dump is gone.")
    text = text_of(as_bo.get(page_of(billing)))
    assert "The dump is gone." in text
    assert "propose one of this study’s own" in text


# who may


def test_a_stranger_to_the_study_that_asks_finds_none(billing, alarm, found, cast, as_ana):
    with pytest.raises(NotFound):
        ask_too(billing, alarm, by=cast.ana, findings=[found])
    assert as_ana.get(at(billing, alarm)).status_code == 404
    assert as_ana.post(at(billing, alarm), {"title": "x", "findings": [str(found.pk)]}).status_code == 404


def test_cy_finds_no_recommendation_to_ask_for(billing, alarm, found, cast, as_cy, stranger):
    with pytest.raises(NotFound):
        ask_too(billing, alarm, by=cast.cy, findings=[found])
    assert as_cy.get(at(billing, alarm)).status_code == 404
    assert as_cy.post(at(billing, alarm), {"title": "x", "findings": [str(found.pk)]}).status_code == 404
    assert stranger.get(at(billing, alarm)).status_code == 302


def test_who_only_reads_the_study_asks_for_nothing(storage, billing, alarm, found, cast):
    Retrospective.objects.filter(pk=billing.pk).update(work_open_to="organization")
    billing.refresh_from_db()
    with pytest.raises(NotAllowed, match="works on this study"):
        ask_too(billing, alarm, by=cast.ana, findings=[found])
    assert may_ask_from(alarm, cast.ana) == []


def test_one_is_offered_the_open_studies_one_works_on_that_do_not_ask_yet(alarm, billing, found, storage, cast):
    final = builders.study(cast.bo, "Over", state="final", finalized_at=builders.NOON)
    builders.role(final, cast.bo)
    assert may_ask_from(alarm, cast.bo) == [billing]
    assert may_ask_from(alarm, cast.ana) == []
    ask_too(billing, alarm, by=cast.bo, findings=[found])
    assert may_ask_from(alarm, cast.bo) == []


def test_an_owner_who_reads_no_more_than_the_promise_can_ask_for_it(billing, storage, found, cast, as_cy):
    it = builders.recommendation(storage, TITLE, status="planned", owner=cast.cy)
    ask_too(billing, it, by=cast.cy, findings=[found])
    text = text_of(as_cy.get(page_of(billing)))
    assert TITLE in text
    assert FIRST not in text
    assert "another study" in text


# taking it back


def test_it_is_taken_back_and_the_journal_knows(ask, billing, alarm, cast, as_bo):
    place = reverse("ask-too-removal", args=[billing.pk, ask.pk])
    assert as_bo.post(place)["Location"] == page_of(billing)
    assert not AskedToo.objects.exists()
    assert as_bo.post(place).status_code == 302
    take_ask_back(ask, by=cast.bo)
    assert kinds() == ["recommendation.asked_too", "recommendation.not_asked_too"]
    assert Recommendation.objects.filter(pk=alarm.pk, status="planned").exists()


def test_cy_who_work_on_the_study_takes_it_back_without_reading_what_it_asks_for(ask, billing, as_cy):
    as_cy.post(reverse("ask-too-removal", args=[billing.pk, ask.pk]))
    assert not AskedToo.objects.exists()


def test_nobody_else_takes_it_back(ask, billing, storage, cast, as_ana):
    assert as_ana.post(reverse("ask-too-removal", args=[billing.pk, ask.pk])).status_code == 404
    with pytest.raises(NotFound):
        take_ask_back(ask, by=cast.ana)
    as_ana.post(reverse("ask-too-removal", args=[storage.pk, ask.pk]))
    assert AskedToo.objects.exists()


def test_once_the_study_is_final_it_stays(ask, billing, alarm, found, cast, as_bo):
    Retrospective.objects.filter(pk=billing.pk).update(state="final", finalized_at=builders.NOON)
    billing.refresh_from_db()
    ask.refresh_from_db()
    for verb in (
        lambda: take_ask_back(ask, by=cast.bo),
        lambda: ask_too(billing, alarm, by=cast.bo, findings=[found], title="Other words"),
    ):
        with pytest.raises(Refusal, match="final"):
            verb()
    text = text_of(as_bo.get(page_of(billing)))
    assert OWN_LINE in text
    assert "Take it back" not in text


# who learns of what


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


# what several ask for


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


# what else knows of recommendations


def test_the_rail_tells_of_it_without_where_it_stands(ask, billing):
    rows: RetrospectiveQuerySet = Retrospective.objects.filter(pk=billing.pk)
    assert says(with_rail(rows).get()) == Says("open", "1 asked for, too")


def test_it_holds_no_study_up_whatever_becomes_of_it_elsewhere(ask, billing, alarm):
    assert recommendations_whole(billing)
    Recommendation.objects.filter(pk=alarm.pk).update(status="idea")
    assert recommendations_whole(billing)
    alarm.refresh_from_db()
    AskedToo.objects.update(recommendation=None)
    assert recommendations_whole(billing)


def test_a_factor_that_something_was_asked_for_from_is_not_left_open(billing, alarm, cast):
    factor = SystemicFactor.objects.create(retrospective=billing, kind="culture", text="Nobody asks at night.")
    finding = builders.finding(billing, kind="systemic", factor=factor, missing_control=None)
    open_before = [one.items for one in left_open(billing, cast.bo)]
    assert ("Nobody asks at night.",) in open_before
    ask_too(billing, alarm, by=cast.bo, findings=[finding])
    assert ("Nobody asks at night.",) not in [one.items for one in left_open(billing, cast.bo)]


def test_set_back_and_taken_out_where_it_was_made_the_line_stays(ask, alarm, billing, cast, as_bo):
    """Whoever takes it out learns nothing of who asks; whoever asks keeps their own words."""
    set_back(alarm, by=cast.ana) if alarm.status == "proposed" else Recommendation.objects.update(status="idea")
    alarm.refresh_from_db()
    remove_idea(alarm, by=cast.ana)
    kept = AskedToo.objects.get()
    assert (kept.recommendation, kept.title, kept.finding) == (None, OWN_LINE, ask.finding)
    text = text_of(as_bo.get(page_of(billing)))
    assert OWN_LINE in text
    assert "it is there no longer" in text


# where earlier ones in the same words are shown


def test_earlier_ones_in_the_same_words_can_be_asked_for(billing, alarm, found, as_bo, as_cy):
    typed = {"title": TITLE, "study": str(billing.pk)}
    looking = reverse("recommendations-in-these-words")
    assert at(billing, alarm) in text_of(as_bo.post(looking, typed))
    assert at(billing, alarm) in text_of(
        as_bo.post(reverse("study-proposals", args=[billing.pk]), {**typed, "look": "1"})
    )
    assert TITLE not in text_of(as_cy.post(looking, typed))
    assert "/asked-for-too/" not in text_of(as_bo.post(looking, {"title": TITLE, "study": "none"}))


def test_a_study_is_not_offered_to_ask_for_its_own_words(storage, alarm, as_ana):
    text = text_of(as_ana.post(reverse("recommendations-in-these-words"), {"title": TITLE, "study": str(storage.pk)}))
    assert TITLE in text
    assert "/asked-for-too/" not in text


def test_the_page_of_ones_own_offers_the_earlier_one(billing, alarm, found, as_bo):
    own = builders.recommendation(billing, TITLE.upper(), status="proposed")
    assert at(billing, alarm) in text_of(as_bo.get(reverse("recommendation", args=[own.pk])))


def test_beside_what_could_be_better_it_is_offered_to_those_who_work_on_the_study(billing, alarm, cast, as_bo, as_cy):
    BetterNote.objects.create(retrospective=billing, text=TITLE)
    builders.role(billing, cast.bo, "analyst")
    page = reverse("analysis", args=[billing.pk])
    assert at(billing, alarm) in text_of(as_bo.get(page))
    assert at(billing, alarm) not in text_of(as_cy.get(page))


# searching


def test_search_finds_each_side_for_those_who_read_it(ask, billing, alarm, cast):
    def hits(person, question: str) -> list[str]:
        return [hit.url for group in answer(person, question).groups for hit in group.answers]

    line, made = f"{page_of(billing)}#a-{ask.pk}", reverse("recommendation", args=[alarm.pk])
    assert hits(cast.cy, "customer") == [line]
    assert hits(cast.cy, '"newest dump"') == []
    assert hits(cast.ana, '"newest dump"') == [made]
    assert hits(cast.ana, "customer") == []
    take_ask_back(ask, by=cast.cy)
    assert hits(cast.cy, "customer") == []


def test_of_two_who_word_it_anew_the_second_is_asked(ask, billing, alarm, found, cast, as_ana, as_bo):
    builders.participant(billing, cast.ana)
    hers, his = (client.get(at(billing, alarm)).context["form"]["seen"].value() for client in (as_ana, as_bo))
    told = {"title": "Hear when the file stays empty", "findings": [str(found.pk)]}
    assert as_ana.post(at(billing, alarm), told | {"seen": hers}).status_code == 302
    answer = as_bo.post(at(billing, alarm), told | {"title": "Somebody hears of it", "seen": his})
    assert answer.status_code == 422
    assert "Somebody saved something else here" in text_of(answer)
    assert "Somebody hears of it" in text_of(answer)
    ask.refresh_from_db()
    assert ask.title == "Hear when the file stays empty"
