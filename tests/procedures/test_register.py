"""What binds a team stands in a register: what it is for, since when, how it is really done; one comes, another may go."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.work_notes import tell_work_note
from secondstory.analysis.models import ControlExercise, Finding
from secondstory.journal.models import Event
from secondstory.people.models import Person, Team
from secondstory.people.refusals import Conflict, NotAllowed, NotFound, Refusal
from secondstory.procedures.actions.register import change_procedure, register
from secondstory.procedures.actions.retire import retire_procedure
from secondstory.procedures.age import age
from secondstory.procedures.models import Procedure, ProcedureRetirement
from secondstory.procedures.queries import binding, known_of, own_address
from secondstory.recommendations.actions.follow_through import finish

pytestmark = pytest.mark.requirement("R-002-42")
TITLE, PURPOSE = "Two people look before a replica is emptied", "Hosts look alike at night."
SINCE = date(2024, 1, 31)
AT = "https://wiki.example.org/replica"


def bind(by: Person, *teams: Team, title: str = TITLE, **told) -> Procedure:
    return register(title, told.pop("purpose", PURPOSE), by=by, teams=teams, since=told.pop("since", SINCE), **told)


@pytest.fixture
def procedure(cast: Cast) -> Procedure:
    return bind(cast.ana, cast.storage, url=AT)


@pytest.fixture
def rule(cast: Cast):
    """A recommendation of Ana's study that only adds a rule, done, carried by Bo; nobody else reads it."""
    study = builders.study(cast.ana, team=cast.storage)
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    it = builders.recommendation(study, TITLE, status="in_progress", kind="process", strategy="add", owner=cast.bo)
    finish(it, "Seen in a drill.", by=cast.ana)
    return it


# registering


def test_those_whom_it_binds_put_it_there_and_everybody_here_reads_it(procedure, cast, as_cy, stranger):
    shown = as_cy.get(reverse("procedure", args=[procedure.pk])).content.decode()
    for words in (TITLE, PURPOSE, AT, "Storage"):
        assert words in shown
    assert stranger.get(reverse("procedure", args=[procedure.pk])).status_code == 302
    assert not Procedure.objects.visible_to(None).exists()
    event = Event.objects.get(kind="procedure.registered")
    assert (event.by, event.facts) == (cast.ana, {})


def test_nobody_binds_others(cast):
    with pytest.raises(NotAllowed, match="Those whom it binds"):
        bind(cast.cy, cast.storage)
    builders.grant(cast.cy, "process_owner")
    assert bind(cast.cy, cast.storage).created_by == cast.cy


def test_sent_twice_it_is_one(procedure, cast):
    assert bind(cast.ana, cast.storage, url=AT) == procedure
    assert bind(cast.bo, cast.storage, title="Another", url=AT) != procedure
    assert Event.objects.filter(kind="procedure.registered").count() == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"),
        ({"purpose": ""}, "purpose"),
        ({"purpose": "x" * 1001}, "purpose"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "wiki"}, "url"),
    ],
)
def test_it_says_what_for_and_where(cast, wrong, field):
    with pytest.raises(Refusal) as refused:
        bind(cast.ana, cast.storage, **wrong)
    assert refused.value.field == field


def test_it_binds_teams_or_everybody(cast):
    for told in ({}, {"is_for_all": True}):
        with pytest.raises(Refusal):
            bind(cast.ana, *([cast.storage] if told else []), **told)
    assert bind(cast.ana, is_for_all=True).is_for_all


def test_worded_anew_it_stays_the_same_for_the_same_people(procedure, cast):
    for _ in range(2):
        change_procedure(procedure, title="Three look", purpose=PURPOSE, since=SINCE, url=AT, by=cast.bo)
    assert Event.objects.filter(kind="procedure.changed").count() == 1
    with pytest.raises(NotAllowed):
        change_procedure(procedure, title="None look", purpose=PURPOSE, since=SINCE, by=cast.cy)


# what a recommendation brings


def test_one_that_only_adds_a_rule_asks_for_it_when_it_is_done(rule, as_ana, as_bo):
    page = reverse("recommendation", args=[rule.pk])
    assert "Put it in the register" in as_ana.get(page).content.decode()
    assert f"It binds somebody from now on: {TITLE}" in as_bo.get("/").content.decode()
    address = reverse("procedure-new") + f"?recommendation={rule.pk}"
    assert TITLE in as_bo.get(address).content.decode()
    answer = as_bo.post(
        address,
        {"title": TITLE, "purpose": PURPOSE, "whom": [str(Team.objects.get(slug="storage").pk)], "since": SINCE},
    )
    made = Procedure.objects.get()
    assert answer["Location"] == reverse("procedure", args=[made.pk]) + "#room"
    assert made.recommendation == rule
    assert "It stands in the register" in as_ana.get(page).content.decode()
    assert "It binds somebody" not in as_bo.get("/").content.decode()
    assert as_ana.get(address)["Location"] == reverse("procedure", args=[made.pk])


def test_another_kind_asks_nothing(cast, as_ana):
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    for told in (
        {"kind": "software"},
        {"kind": "process", "strategy": "remove"},
        {"kind": "process", "tier": "design"},
    ):
        it = builders.recommendation(study, status="done", **told)
        assert "the register" not in as_ana.get(reverse("recommendation", args=[it.pk])).content.decode()
    open_one = builders.recommendation(study, status="planned", kind="process", strategy="add")
    assert "the register" not in as_ana.get(reverse("recommendation", args=[open_one.pk])).content.decode()


def test_nobody_registers_what_they_do_not_read(rule, cast, as_cy):
    with pytest.raises(NotFound):
        bind(cast.cy, cast.billing, recommendation=rule)
    assert TITLE not in as_cy.get(reverse("procedure-new") + f"?recommendation={rule.pk}").content.decode()


def test_a_recommendation_brings_one(rule, cast):
    first = bind(cast.bo, cast.storage, recommendation=rule)
    assert bind(cast.ana, cast.storage, title="Else", recommendation=rule) == first
    with pytest.raises(IntegrityError), transaction.atomic():
        Procedure.objects.create(title="x", purpose="x", since=SINCE, recommendation=rule)


def test_what_brought_it_is_shown_to_those_who_read_that(rule, cast, as_ana, as_cy):
    made = bind(cast.bo, cast.storage, title="Look twice", recommendation=rule)
    page = reverse("procedure", args=[made.pk])
    assert "What brought it" in as_ana.get(page).content.decode()
    assert "What brought it" not in as_cy.get(page).content.decode()


# what is known of it


def test_a_team_sees_what_binds_it_the_oldest_first_with_what_is_above_it(cast, as_cy):
    within = Team.objects.create(name="Replicas", slug="replicas", parent=cast.storage)
    old = bind(cast.ana, cast.storage, title="Old")
    every = bind(cast.ana, is_for_all=True, title="Everybody's", since=date(2025, 1, 1))
    bind(cast.cy, cast.billing, title="Others'")
    assert binding(within) == [old, every]
    shown = as_cy.get(reverse("team-procedures", args=["replicas"])).content.decode()
    assert shown.index("Old") < shown.index("Everybody")
    assert "Others" not in shown
    assert reverse("team-procedures", args=["storage"]) in as_cy.get(reverse("team", args=["storage"])).content.decode()


def test_how_it_is_really_done_stands_beside_it(procedure, cast, as_cy, as_ana):
    note = tell_work_note("Emptying a replica", "One asks in the channel.", by=cast.ana, procedure=f"{AT}/")
    secret = tell_work_note("Quietly", "Nobody looks.", by=cast.ana, procedure=AT, audience="team", team=cast.storage)
    shown = as_cy.get(reverse("procedure", args=[procedure.pk])).content.decode()
    assert note.done in shown
    assert secret.done not in shown
    assert secret.done in as_ana.get(reverse("procedure", args=[procedure.pk])).content.decode()
    beside = as_cy.get(reverse("work-note", args=[note.pk])).content.decode()
    assert "Whom it binds, and what for" in beside
    assert TITLE in as_cy.get(reverse("procedures"), {"address": AT + "/"}).content.decode()


def test_how_it_is_done_is_told_from_its_page(procedure, cast, as_bo):
    unwritten = bind(cast.ana, cast.storage, title="Never written down")
    for one, address in ((procedure, AT), (unwritten, f"/procedures/{unwritten.pk}/")):
        page = as_bo.get(reverse("procedure", args=[one.pk]))
        assert as_bo.get(page.context["new_note"]).context["form"].initial["procedure"].endswith(address)
        tell_work_note(f"On {one.title}", "One asks.", by=cast.bo, procedure=own_address(one))
        assert "One asks." in as_bo.get(reverse("procedure", args=[one.pk])).content.decode()
    for odd in ("javascript:alert(1)", "https://a%00", ""):
        answer = as_bo.get(reverse("work-note-new") + f"?written={odd}")
        assert answer.status_code == 200
        assert "procedure" not in answer.context["form"].initial


def test_when_its_control_was_last_exercised_is_told_to_readers_of_the_study(rule, cast):
    control = builders.control("Second look")
    said = builders.assessment(rule.retrospective, control=control)
    found = Finding.objects.create(retrospective=rule.retrospective, kind="control", summary="x", assessment=said)
    rule.traces.create(finding=found)
    for day in (date(2026, 1, 1), date(2026, 2, 1)):
        ControlExercise.objects.create(control=control, on=day, how="A drill.")
    made = bind(cast.bo, cast.storage, recommendation=rule)
    today = date(2026, 3, 1)
    assert known_of([made], cast.ana, today)[0].exercised_on == date(2026, 2, 1)
    assert known_of([made], cast.cy, today)[0].exercised_on is None


def test_lists_cost_the_same_however_long(cast, as_cy, django_assert_max_num_queries):
    for number in range(2):
        bind(cast.ana, cast.storage, title=f"Rule {number}", url=f"{AT}{number}")
    for address in (reverse("procedures"), reverse("team-procedures", args=["storage"])):
        with django_assert_max_num_queries(12) as few:
            as_cy.get(address)
        for number in range(8):
            bind(cast.ana, cast.storage, title=f"{address} {number}", url=f"{AT}{number}{len(address)}")
        with django_assert_max_num_queries(12) as many:
            as_cy.get(address)
        assert len(many) <= len(few)


# retiring


def test_one_goes_when_one_comes(procedure, cast, as_bo):
    newer = bind(cast.bo, cast.storage, title="Prompts name their host")
    page = as_bo.get(reverse("procedure", args=[newer.pk])).content.decode()
    assert "What can go in its place?" in page
    assert TITLE in page
    way = reverse("procedure", args=[procedure.pk]) + f"?for={newer.pk}"
    assert way in page
    assert str(newer.pk) in as_bo.get(way).content.decode()
    because = "The prompt says it now."
    as_bo.post(
        reverse("procedure-retirement", args=[procedure.pk]), {"because": because, "made_room_for": str(newer.pk)}
    )
    gone = ProcedureRetirement.objects.get()
    assert (gone.because, gone.made_room_for) == (because, newer)
    assert TITLE in as_bo.get(reverse("procedure", args=[newer.pk])).content.decode()
    assert binding(cast.storage) == [newer]
    assert because in as_bo.get(reverse("team-procedures", args=["storage"])).content.decode()


def test_retired_twice_is_once_and_of_two_reasons_neither_is_lost(procedure, cast, as_bo):
    for _ in range(2):
        retire_procedure(procedure, because="So.", by=cast.ana)
    assert Event.objects.filter(kind="procedure.retired").count() == 1
    with pytest.raises(Conflict):
        retire_procedure(procedure, because="Else.", by=cast.bo)
    answer = as_bo.post(reverse("procedure-retirement", args=[procedure.pk]), {"because": "Else."})
    assert answer.status_code == 422
    assert "Else." in answer.content.decode()
    with pytest.raises(Refusal, match="is retired"):
        change_procedure(procedure, title="x", purpose="x", since=SINCE, by=cast.ana)


def test_nobody_else_retires_it(procedure, cast, as_cy):
    with pytest.raises(NotAllowed, match="Those whom it binds"):
        retire_procedure(procedure, because="So.", by=cast.cy)
    assert as_cy.post(reverse("procedure-retirement", args=[procedure.pk]), {"because": "So."}).status_code == 403
    with pytest.raises(Refusal) as refused:
        retire_procedure(procedure, because=" ", by=cast.ana)
    assert refused.value.field == "because"
    with pytest.raises(Refusal):
        retire_procedure(procedure, because="So.", made_room_for=procedure, by=cast.ana)
    assert not ProcedureRetirement.objects.exists()


# pages


def test_what_cannot_be_kept_comes_back_as_typed(cast, as_ana):
    answer = as_ana.post(reverse("procedure-new"), {"title": "Look twice", "purpose": "", "since": "never"})
    assert answer.status_code == 422
    assert "Look twice" in answer.content.decode()
    answer = as_ana.post(
        reverse("procedure-new"),
        {"title": "Look twice", "purpose": "So.", "since": "2026-01-01", "whom": [str(cast.billing.pk)]},
    )
    assert answer.status_code == 422
    assert "Those whom it binds" in answer.content.decode()


@pytest.mark.parametrize("address", ["?recommendation=x", "?team=a%00b", "?url=%00", "?recommendation="])
def test_an_odd_address_is_no_trouble(as_ana, address):
    assert as_ana.get(reverse("procedure-new") + address).status_code == 200
    assert as_ana.get(reverse("procedures") + "?address=%00").status_code == 200


def test_of_two_who_word_it_at_once_the_second_is_asked(procedure, as_ana):
    page = reverse("procedure-words", args=[procedure.pk])
    told = {"title": "A", "purpose": PURPOSE, "url": AT, "since": SINCE.isoformat()}
    told["seen"] = as_ana.get(page).context["form"].fields["seen"].initial
    assert as_ana.post(page, told).status_code == 302
    assert as_ana.post(page, {**told, "title": "B"}).status_code == 422
    assert Procedure.objects.get().title == "A"


@given(since=st.dates(date(1990, 1, 1), date(2100, 1, 1)), days=st.integers(-400, 20_000))
def test_an_age_is_words_and_never_shrinks(since, days):
    today = min(since + timedelta(days=max(days, 0)), date(9000, 1, 1))
    words = age(since, today)
    assert words.startswith("for ")
    assert words.split()[1] != "0"
    if days < 0:
        assert age(since, since + timedelta(days=days)) == "not in force yet"


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (date(2026, 3, 2), "for less than a month"),
        (date(2026, 2, 2), "for a month"),
        (date(2025, 4, 3), "for ten months"),
        (date(2025, 3, 2), "for a year"),
        (date(2010, 3, 3), "for 15 years"),
    ],
)
def test_how_long_is_said_in_words(since, words):
    assert age(since, date(2026, 3, 2)) == words


def test_today_is_a_day_like_others(cast):
    assert bind(cast.ana, cast.storage, since=timezone.localdate()).age(timezone.localdate()) == "for less than a month"
