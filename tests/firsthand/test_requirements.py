"""What was asked of several pages or steps at once. Everything else that was asked is marked on the test it belongs to."""

from __future__ import annotations

from collections import Counter

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from tests import builders
from tests.firsthand.conftest import SECRET

from secondstory.analysis.actions.raise_mystery import raise_mystery
from secondstory.firsthand.actions.begin import begin_account
from secondstory.firsthand.actions.share import share_account
from secondstory.firsthand.actions.write import write_entry
from secondstory.firsthand.facets import ACTS, SITUATION, Facet
from secondstory.firsthand.guide import AT_THAT_MOMENT
from secondstory.firsthand.models import Account
from secondstory.firsthand.queries import own_account, tellings
from secondstory.firsthand.quiet_word import quiet_words
from secondstory.firsthand.words import Words
from secondstory.incidents.actions.raise_signal import raise_signal
from secondstory.incidents.models import Retrospective
from secondstory.incidents.views.people import ASKS
from secondstory.people.models import Organization
from secondstory.recommendations.actions.propose import park_idea
from secondstory.recommendations.models import Recommendation
from secondstory.timeline.actions.decide import Decided, save_decision_point

PROMISE = "What you write here decides nobody’s pay."


def at(name: str, story, *more: object) -> str:
    return reverse(name, args=[story.study.pk, *more])


def seen_by(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


# --- an account


@pytest.mark.requirement("R-001-13", "R-001-14", "R-001-15", "R-001-16")
@pytest.mark.parametrize("facet", ["did", "saw", "expected", "assumed"])
def test_each_kind_of_sentence_is_offered_and_kept_with_its_time(story, as_ana, facet) -> None:
    page = as_ana.get(at("my-account", story)).text
    assert f'value="{facet}"' in page.split("more kinds")[0]
    as_ana.post(at("my-account-entries", story), {"facet": facet, "text": SECRET, "when": "about 2026-03-02 23:00"})
    (one,) = own_account(Account.objects.get(), story.ana).entries
    assert (one.words.facet, one.words.at.hour, one.words.precision) == (Facet(facet), 23, "hour")


@pytest.mark.requirement("R-000-37")
@pytest.mark.parametrize("act", ACTS)
def test_next_to_each_act_stands_why_it_made_sense(story, as_ana, act) -> None:
    entry = story.entry(facet=act)
    assert "It made sense because</label>" in as_ana.get(at("my-account", story) + f"?entry={entry.pk}").text
    words = {"facet": act.value, "text": SECRET, "because": "both hosts look alike", "seen": "1"}
    as_ana.post(at("my-account-entry", story, entry.pk), words)
    assert "<b>It made sense because</b> both hosts look alike" in as_ana.get(at("my-account", story)).text


@pytest.mark.requirement("R-000-15", "R-001-08")
def test_the_situation_around_it_is_asked_for(story, as_ana) -> None:
    page = as_ana.get(at("my-account", story)).text
    for question in (
        "What told me so?",
        "What pressed: time, load, people waiting?",
        "Time of day, hours into the shift, what else was going on?",
    ):
        assert question in page


@pytest.mark.requirement("R-000-16", "R-000-25", "R-001-01", "R-001-41")
def test_a_decision_is_held_as_it_looked_from_there(story) -> None:
    looked = {key: f"{key}, as it was" for key in SITUATION}
    assert {"cues", "goals", "options", "pressures", "room"} <= set(looked)
    decided = Words(text="I restart it", facet=Facet.DECIDED, because="it had helped before", situation=looked)
    write_entry(story.account(), decided, by=story.ana)
    share_account(story.account(), "participants", by=story.ana)
    (one,) = tellings(story.study, story.eve)
    assert (one.kind, one.because, one.situation) == ("decided", decided.because, looked)


@pytest.mark.requirement("R-000-26", "R-001-42", "R-003-15")
def test_what_showed_later_stands_apart_from_what_was_believed(story) -> None:
    story.entry("the copy is recent", facet=Facet.ASSUMED, otherwise="it was six hours old")
    share_account(story.account(), "participants", by=story.ana)
    page = seen_by(story.eve).get(at("account", story, Account.objects.get().pk)).text
    believed, later = page.split("It showed to be otherwise", 1)
    assert "the copy is recent" in believed
    assert "it was six hours old" in later
    assert "it was six hours old" not in believed


@pytest.mark.requirement("R-001-23", "R-001-25", "R-001-26", "R-001-27", "R-000-36")
@pytest.mark.parametrize("question", AT_THAT_MOMENT)
def test_it_is_asked_what_the_moment_looked_like(story, as_ana, as_bo, question) -> None:
    assert question in as_ana.get(at("my-account", story)).text
    as_bo.post(at("conversations", story), {"participant": str(story.part.pk)})
    assert question in as_bo.get(at("conversation", story, story.study.conversations.get().pk)).text


@pytest.mark.requirement("R-000-38", "R-000-39")
def test_being_hard_on_oneself_leaves_nothing_behind(story, as_ana, as_bo) -> None:
    def kept(text: str) -> Counter[str]:
        before = {model: model._default_manager.count() for model in apps.get_models()}
        as_ana.post(at("my-account-entries", story), {"facet": "did", "text": text})
        return Counter({m._meta.label: m._default_manager.count() - n for m, n in before.items()})

    story.account()
    hard = "I have no idea what I was doing, it was my own fault."
    assert "What did you see just before, and what did it tell you?" in quiet_words(hard)[0].text
    assert kept(hard) == kept("I emptied the directory.")
    share_account(story.account(), "facilitator", by=story.ana)
    shown = as_bo.get(at("account", story, Account.objects.get().pk)).text
    assert hard in shown
    assert "hard thing to carry" not in shown


@pytest.mark.requirement("R-000-46")
def test_what_was_weighed_before_a_change_is_kept_and_read(story, as_bo) -> None:
    weighed = Decided(
        at=builders.NOON,
        choice="Begin the copy at night.",
        role_label="engineer at the standby",
        expected_benefit="Nobody waits.",
        expected_failure="It may take until morning.",
        way_back="Stop it; the old copy stays.",
    )
    made = save_decision_point(story.study, weighed, by=story.bo)
    page = as_bo.get(at("decision-point", story, made.pk)).text
    for words in (weighed.expected_benefit, weighed.expected_failure, weighed.way_back):
        assert words in page


# --- people


@pytest.mark.requirement("R-000-20", "R-001-36", "R-000-23", "R-001-39")
def test_several_people_tell_it_and_each_is_told_apart(story) -> None:
    story.entry("I emptied it", facet=Facet.DID)
    share_account(story.account(), "participants", by=story.ana)
    eves = begin_account(story.eves_part, by=story.eve)
    write_entry(eves, Words(text="I saw the lag grow", facet=Facet.SAW), by=story.eve)
    share_account(eves, "participants", by=story.eve)
    told = {(one.told_by, one.text) for one in tellings(story.study, story.bo)}
    assert told == {("engineer at the standby", "I emptied it"), ("a colleague", "I saw the lag grow")}


@pytest.mark.requirement("R-000-30", "R-000-31", "R-000-32", "R-000-33", "R-000-34")
@pytest.mark.parametrize("way", ["decided", "identified", "responded", "diagnosed", "affected"])
def test_each_way_of_being_part_is_thought_of_and_invited(story, as_bo, way) -> None:
    story.study.participants.update(left_at=builders.NOON)
    assert ASKS[way] in as_bo.get(at("people-of-study", story)).text
    there = {"person": str(story.cy.pk), "role_label": "somebody who was there", "involvements": [way]}
    as_bo.post(at("participants", story), there)
    as_bo.post(at("study-invitations", story))
    one = story.study.participants.get(person=story.cy)
    assert (one.involvements, one.invited_at is not None) == ([way], True)


@pytest.mark.requirement("R-001-09")
def test_the_facilitator_is_told_to_ask_those_closest_first_and_with_most_care(story, as_bo) -> None:
    assert "Those closest to it first, and with most care." in as_bo.get(at("study-accounts", story)).text


@pytest.mark.requirement("R-000-22")
def test_anybody_here_raises_a_signal_asks_tells_and_proposes(story) -> None:
    """Cy has no rank; what a study needs is that one reads it, and for an account that one was there."""
    Retrospective.objects.update(work_open_to="organization")
    story.study.refresh_from_db()
    assert raise_signal("The drill was green and nothing moved.", by=story.cy).reporter == story.cy
    assert raise_mystery("How old may a copy be?", by=story.cy, audience="organization").raised_by == story.cy
    assert park_idea(story.study, "An alarm on the age of the copy", by=story.cy).created_by == story.cy
    part = builders.participant(story.study, story.cy, role_label="a newcomer")
    page = seen_by(story.cy).get(at("people-of-study", story)).text
    assert f'href="{at("my-account", story)}"' in page
    seen_by(story.cy).post(at("my-account-entries", story), {"facet": "saw", "text": SECRET})
    assert part.account.author == story.cy


@pytest.mark.requirement("R-001-07")
def test_accountability_looks_ahead_to_who_was_hurt_and_what_they_need(story, as_bo) -> None:
    page = as_bo.get(at("study-accounts", story)).text
    assert "Who was hurt by this, in whatever way? What do they need? Who can meet that?" in page


@pytest.mark.requirement("R-001-52")
@pytest.mark.parametrize("role", ["facilitator", "reviewer"])
def test_who_judges_is_asked_for_a_first_reaction_before_they_read_on(story, role) -> None:
    who = story.bo if role == "facilitator" else story.cy
    if role == "reviewer":
        builders.role(story.study, who, role)
    client = seen_by(who)
    assert f'href="{at("study-accounts", story)}#to-myself"' in client.get(at("review", story)).text
    client.post(at("note-to-myself", story, "reaction"), {"text": SECRET})
    assert SECRET in client.get(at("study-accounts", story)).text
    assert SECRET not in seen_by(story.eve).get(at("study-accounts", story)).text


# --- words and what they are for


@pytest.mark.requirement("R-001-18")
@pytest.mark.parametrize("name", ["my-account", "study-accounts", "review", "study-recommendations"])
def test_the_promise_stands_where_people_write(story, as_ana, name) -> None:
    Organization.objects.update(just_culture=PROMISE)
    assert PROMISE in as_ana.get(at(name, story)).text


@pytest.mark.requirement("R-000-10", "R-001-18")
def test_a_new_organization_promises_that_nothing_written_here_decides_about_anybody(story, as_ana) -> None:
    page = as_ana.get(at("my-account", story)).text
    assert "for nothing else: it decides nobody&#x27;s pay, promotion or standing" in page


@pytest.mark.requirement("R-000-21", "R-001-37")
def test_no_kind_of_recommendation_is_about_a_person(story, as_bo) -> None:
    assert set(Recommendation.Kind.values) == {"software", "configuration", "process", "other"}
    assert set(Recommendation.Strategy.values) == {"add", "improve", "remove", "restore"}


@pytest.mark.requirement("R-001-33")
def test_it_is_asked_who_a_recommendation_came_from_and_shown_when_from_far(story, as_bo) -> None:
    builders.finding(story.study)
    assert (
        "Someone who does this work sees what a change would do to it."
        in as_bo.get(at("study-recommendations", story)).text
    )
    far = builders.recommendation(story.study, proposed_by_role="far")
    assert "someone far from the work" in as_bo.get(reverse("recommendation", args=[far.pk])).text


@pytest.mark.requirement("R-001-43")
def test_hindsight_is_spoken_of_where_one_judges(story, as_bo) -> None:
    assert "Which words look back from the end, rather than out from the moment?" in as_bo.get(at("review", story)).text
    (word,) = quiet_words("I should have looked at the prompt.")
    assert "seen from today" in word.text


@pytest.mark.requirement("R-001-24")
@pytest.mark.parametrize("text", ["We gambled on the old copy.", "It was reckless.", "He is a risk-taker."])
def test_a_gamble_is_asked_what_was_hoped_for(text) -> None:
    (word,) = quiet_words(text)
    assert "What did you hope for" in word.text


@pytest.mark.requirement("R-001-35")
@pytest.mark.parametrize(
    "text",
    [
        "How could this have happened?",
        "We want to understand how it could have happened.",
        "How we could have missed it",
    ],
)
def test_asking_how_it_could_have_happened_is_left_alone(text) -> None:
    assert quiet_words(text) == []
