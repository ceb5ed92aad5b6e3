"""The rail leads to the accounts, and says who takes part and who is invited: never who has written."""

from __future__ import annotations

from django.test import Client
from tests import builders
from tests.firsthand.conftest import SECRET

from secondstory.firsthand.actions.share import share_account
from secondstory.incidents.models import Participant, Retrospective
from secondstory.incidents.rail import Step, rail, with_rail


def step(story) -> Step:
    study = with_rail(Retrospective.objects.filter(pk=story.study.pk)).get()
    return next(one for one in rail(study) if one.key == "accounts")


def test_it_leads_to_the_accounts(story) -> None:
    assert step(story).url == f"/retrospectives/{story.study.pk}/accounts/"


def test_it_says_who_is_invited(story) -> None:
    assert (step(story).says, step(story).state) == ("2 people, all invited", "done")
    Participant.objects.filter(pk=story.part.pk).update(invited_at=None)
    assert (step(story).says, step(story).state) == ("2 people, 1 not invited yet", "open")
    Participant.objects.all().delete()
    assert step(story).says == "nobody added yet"


def test_it_says_the_same_whatever_anybody_writes_or_shares(story) -> None:
    before = step(story)
    story.entry(SECRET)
    assert step(story) == before
    share_account(story.account(), "participants", by=story.ana)
    assert step(story) == before


def test_the_people_page_leads_whoever_is_invited_to_their_account_and_offers_a_talk(story) -> None:
    address = f"/retrospectives/{story.study.pk}"
    pages = {}
    for person in (story.ana, story.bo):
        client = Client()
        client.force_login(person)
        pages[person] = client.get(f"{address}/people/").content.decode()
    assert f'href="{address}/accounts/mine/"' in pages[story.ana]
    assert f'action="{address}/conversations/wish/"' in pages[story.ana]
    assert f'href="{address}/accounts/mine/"' not in pages[story.bo]


def test_a_study_without_people_begins_with_adding_some(cast) -> None:
    study = builders.study(cast.bo)
    client = Client()
    client.force_login(cast.bo)
    page = client.get(f"/retrospectives/{study.pk}/accounts/").content.decode()
    assert f'href="/retrospectives/{study.pk}/people/"' in page
