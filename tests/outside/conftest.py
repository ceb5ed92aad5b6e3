from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.firsthand.actions.begin import begin_account
from secondstory.firsthand.actions.quotes import offer_quote
from secondstory.firsthand.actions.share import share_entry
from secondstory.firsthand.actions.write import write_entry
from secondstory.firsthand.models import Quote
from secondstory.firsthand.words import Words
from secondstory.incidents.models import Retrospective
from secondstory.outside.actions.begin import begin_version
from secondstory.outside.actions.look import say_seen
from secondstory.outside.actions.redact import take_all
from secondstory.outside.models import OutsideVersion
from secondstory.outside.queries import held, made_of
from secondstory.people.models import Person, Service

SUMMARY = (
    "The **ledger** fell behind on db-07.prod.internal (10.0.0.7). Bo Lind saw it first, wrote to @bo and to bo@example.org,"
    " and opened OPS-4711, https://wiki.example.org/browse/OPS-4711."
)
SAID = "Ana told me that the ledger was fine."


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    """Final, facilitated by Ana, with Bo in it, whose words are quoted; Cy reads it and had no part."""
    Person.objects.filter(pk=cast.bo.pk).update(display_name="Bo Lind")
    cast.bo.display_name = "Bo Lind"
    Service.objects.create(name="Ledger", slug="ledger")
    made = builders.study(
        cast.ana, "How did the ledger fall behind?", team=cast.storage, work_open_to="organization", state="gathering"
    )
    builders.role(made, cast.ana)
    part = builders.participant(made, cast.bo, role_label="engineer on call")
    builders.entry(made, "db-07.prod.internal stops.", 5)
    builders.write_up(made, summary=SUMMARY, analysis="It read as silence.")
    account = begin_account(part, by=cast.bo)
    entry = write_entry(account, Words(text=SAID), by=cast.bo)
    share_entry(entry, "participants", by=cast.bo)
    offer_quote(entry, SAID, section="analysis", by=cast.bo)
    builders.edition(made)
    builders.confirm(made, "public")
    return Retrospective.objects.get(pk=made.pk)


@pytest.fixture
def quote(study: Retrospective) -> Quote:
    return Quote.objects.get(retrospective=study)


@pytest.fixture
def version(study: Retrospective, cast: Cast) -> OutsideVersion:
    return begin_version(study, by=cast.ana)


@pytest.fixture
def decided(version: OutsideVersion, cast: Cast) -> OutsideVersion:
    take_all(version, by=cast.ana)
    return version


def text_now(version: OutsideVersion) -> str:
    """The hash of the text as it would go out."""
    return made_of(held(version)).sha256


def looked_at(version: OutsideVersion, by: Person) -> OutsideVersion:
    say_seen(version, seen=text_now(version), by=by)
    return version
