"""A study that Bo facilitates. Ana was there and writes; Eve was there, too; Cy is outside."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.firsthand.actions.begin import begin_account
from secondstory.firsthand.actions.write import write_entry
from secondstory.firsthand.facets import Facet
from secondstory.firsthand.models import Account, AccountEntry
from secondstory.firsthand.words import Words
from secondstory.incidents.models import Participant, Retrospective
from secondstory.people.models import Person

SECRET = "zebrafish in the rack"


@dataclass
class Story:
    study: Retrospective
    ana: Person
    bo: Person
    cy: Person
    eve: Person
    part: Participant
    eves_part: Participant

    def account(self) -> Account:
        return begin_account(self.part, by=self.ana)

    def entry(self, text: str = SECRET, **fields: object) -> AccountEntry:
        words = Words(text=text, **{"facet": Facet.DID, "at": builders.NOON, **fields})  # type: ignore[arg-type]
        return write_entry(self.account(), words, by=self.ana)


@pytest.fixture
def story(cast: Cast) -> Story:
    study = builders.study(cast.bo, "How did the standby fall behind?", state="gathering")
    builders.role(study, cast.bo)
    eve = Person.objects.create(email="eve@example.org", display_name="Eve", password="!")
    part = builders.participant(study, cast.ana, role_label="engineer at the standby")
    eves = builders.participant(study, eve, role_label="a colleague")
    return Story(study, cast.ana, cast.bo, cast.cy, eve, part, eves)
