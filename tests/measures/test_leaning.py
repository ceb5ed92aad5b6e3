"""The share of recommendations that only add a rule: for those who can change it, of what they read, with the list."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from tests import builders
from tests.cast import Cast

from secondstory.measures.leaning import periods
from secondstory.publishing.quarters import Quarter
from secondstory.recommendations.models import StatusChange

pytestmark = pytest.mark.requirement("R-002-18")
NOW = datetime(2026, 5, 10, tzinfo=UTC)


def decided(study, title: str, at: datetime = NOW - timedelta(days=1), **told):
    it = builders.recommendation(study, title, status="planned", **told)
    StatusChange.objects.create(recommendation=it, source="proposed", target="planned", created_at=at)
    return it


@pytest.fixture
def studies(cast: Cast):
    """Ana's, read by everybody; and Bo's own."""
    every = builders.study(cast.ana, "Open", work_open_to="organization")
    own = builders.study(cast.bo, "Closed")
    decided(every, "Ask before you copy", kind="process", strategy="add", tier="people")
    decided(every, "Prompts name their host", tier="design", strategy="improve")
    decided(every, "Earlier", at=datetime(2026, 2, 1, tzinfo=UTC), tier="design")
    decided(own, "Hidden rule", kind="process", strategy="add", tier="people")
    builders.recommendation(every, "Only proposed", status="proposed", kind="process", strategy="add")
    return every


def test_each_figure_has_its_list_and_what_it_is_of(studies, cast):
    newest, before = periods(cast.ana, NOW)
    assert (newest.quarter, before.quarter) == (Quarter(2026, 2), Quarter(2026, 1))
    rules = newest.only_rules
    assert ([one.title for one in rules.rows], rules.n) == (["Ask before you copy"], 2)
    assert [(one.name, len(one.rows), one.n) for one in newest.by_tier] == [
        ("design", 1, 2),
        ("people remembering", 1, 2),
    ]
    assert sum(len(one.rows) for one in newest.by_strategy) == newest.n
    assert before.only_rules.rows == []


def test_no_figure_tells_of_what_is_not_read(studies, cast):
    for person in (cast.ana, cast.cy):
        assert "Hidden rule" not in [one.title for period in periods(person, NOW) for one in period.decided]
    assert "Hidden rule" in [one.title for one in periods(cast.bo, NOW)[0].decided]


@pytest.mark.parametrize("role", ["process_owner", "steward", "leader"])
def test_it_is_for_those_who_can_change_it(studies, cast, as_cy, role):
    assert as_cy.get(reverse("leaning")).status_code == 403
    assert "lean on</a>" not in as_cy.get(reverse("how-we-work")).content.decode()
    builders.grant(cast.cy, role)
    assert reverse("leaning") in as_cy.get(reverse("how-we-work")).content.decode()
    assert as_cy.get(reverse("leaning")).status_code == 200


def test_the_page_asks_what_would_make_them_unnecessary(cast, as_cy):
    study = builders.study(cast.ana, work_open_to="organization")
    decided(study, "Ask before you copy", at=datetime.now(UTC), kind="process", strategy="add", tier="people")
    builders.grant(cast.cy, "leader")
    shown = as_cy.get(reverse("leaning")).content.decode()
    assert "what would make these unnecessary?" in shown
    assert "1 of 1 only adds a rule" in shown
    assert "Ask before you copy" in shown
    assert as_cy.get(reverse("leaning"), {"quarter": "nonsense"}).status_code == 200


def test_an_empty_house_says_so(cast, as_cy):
    builders.grant(cast.cy, "leader")
    assert "Nothing that you can read was decided" in as_cy.get(reverse("leaning")).content.decode()


def test_it_costs_the_same_however_many_there_are(studies, cast, as_cy, django_assert_max_num_queries):
    builders.grant(cast.cy, "leader")
    with django_assert_max_num_queries(8) as few:
        as_cy.get(reverse("leaning"))
    for number in range(6):
        decided(studies, f"{number}")
    with django_assert_max_num_queries(8) as many:
        as_cy.get(reverse("leaning"))
    assert len(many) == len(few)
