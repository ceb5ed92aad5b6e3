"""Of two people who save at the very same moment, the second is asked, and what they typed is kept.

The other's save lands while the form is being read: after the page was compared, before the action has its turn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db.models import Model
from django.urls import reverse
from tests import builders

from secondstory.analysis.forms.catalogue import CatalogueForm
from secondstory.analysis.forms.parts import LossForm
from secondstory.analysis.models import Loss
from secondstory.incidents.forms import AimsForm, FactsForm, ParticipationForm
from secondstory.organization.forms import MeForm, OrganizationForm, ServiceForm
from secondstory.people.models import Organization, Service
from secondstory.recommendations.forms import Shape
from secondstory.ui.forms import MEANWHILE, Form


@dataclass
class Page:
    """A page with a form; ``field`` is what both write in."""

    url: str
    form: type[Form]
    thing: Model
    field: str
    sent: dict[str, Any]

    def others(self) -> None:
        type(self.thing)._default_manager.filter(pk=self.thing.pk).update(**{self.field: "The other's words"})

    def kept(self) -> Any:
        return type(self.thing)._default_manager.values_list(self.field, flat=True).get(pk=self.thing.pk)


def _organization(cast: Any) -> Page:
    builders.grant(cast.ana, "steward")
    sent = {"name": "Ours", "just_culture": "My words", "zone": "UTC"}
    return Page(reverse("organization"), OrganizationForm, Organization.objects.get(pk=1), "just_culture", sent)


def _me(cast: Any) -> Page:
    return Page(reverse("me"), MeForm, cast.ana, "display_name", {"display_name": "My words", "zone": "UTC"})


def _service(cast: Any) -> Page:
    it = Service.objects.create(name="uploads", slug="uploads")
    sent = {"name": "uploads", "about": "My words", "team": ""}
    return Page(reverse("service", args=["uploads"]), ServiceForm, it, "about", sent)


def _participation(cast: Any) -> Page:
    study = builders.study(cast.ana)
    it = builders.participant(study, cast.bo)
    url = reverse("participant", args=[study.pk, it.pk])
    return Page(url, ParticipationForm, it, "role_label", {"role_label": "My words"})


def _facts(cast: Any) -> Page:
    it = builders.incident(cast.ana, "Then", started_at=None)
    sent = {"title": "Then", "kind": "incident", "zone": "UTC", "audience": "organization", "impact": "My words"}
    return Page(reverse("incident-facts", args=[it.pk]), FactsForm, it, "impact", sent)


def _aims(cast: Any) -> Page:
    it = builders.study(cast.ana)
    sent = {"title": it.title, "learning_focus": "My words", "audience": "", "work_open_to": "group"}
    sent |= {"depth": "standard", "zone": "UTC"}
    return Page(reverse("study-aims", args=[it.pk]), AimsForm, it, "learning_focus", sent)


def _loss(cast: Any) -> Page:
    study = builders.study(cast.ana)
    it = Loss.objects.create(retrospective=study, text="Some")
    url = reverse("analysis-losses-one", args=[study.pk, it.pk])
    return Page(url, LossForm, it, "text", {"text": "My words"})


def _control(cast: Any) -> Page:
    it = builders.control("Lag pager", created_by=cast.ana)
    sent = {"name": "Lag pager", "sentence": "My words", "type": "detect", "form": "software", "stage": "exists"}
    return Page(reverse("control", args=[it.pk]), CatalogueForm, it, "sentence", sent)


def _recommendation(cast: Any) -> Page:
    it = builders.recommendation(builders.study(cast.ana), "Tell hosts apart")
    sent = {
        "title": "Tell hosts apart",
        "why": "My words",
        "kind": "software",
        "strategy": "add",
        "proposed_by_role": "unknown",
    }
    return Page(reverse("recommendation-words", args=[it.pk]), Shape, it, "why", sent)


PAGES = (_organization, _me, _service, _participation, _facts, _aims, _loss, _control, _recommendation)


@pytest.mark.parametrize("page", PAGES, ids=lambda make: make.__name__[1:])
def test_the_second_of_two_is_asked_and_can_mean_it(as_ana, cast, monkeypatch, page: Callable[[Any], Page]):
    at = page(cast)
    clean, landed = at.form.clean, []

    def while_it_is_read(form: Form) -> Any:
        if not landed:
            landed.append(at.others())
        return clean(form)

    monkeypatch.setattr(at.form, "clean", while_it_is_read)
    asked = as_ana.post(at.url, at.sent)
    assert landed
    assert (asked.status_code, at.kept()) == (422, "The other's words")
    assert MEANWHILE in asked.text.replace("&#x27;", "'")
    assert "My words" in asked.text
    form = next(found for found in _forms(asked.context) if isinstance(found, at.form) and found.is_bound)
    again = as_ana.post(at.url, {**at.sent, "seen": form.data["seen"]})
    assert (again.status_code // 100, at.kept()) == (3, "My words")


@pytest.mark.parametrize("page", PAGES, ids=lambda make: make.__name__[1:])
def test_an_old_page_asks_before_it_writes_over_what_came_since(as_ana, cast, page: Callable[[Any], Page]):
    at = page(cast)
    asked = as_ana.post(at.url, {**at.sent, "seen": "0" * 64})
    assert (asked.status_code, at.kept() == "My words") == (422, False)
    assert as_ana.post(at.url, at.sent).status_code // 100 == 3
    assert at.kept() == "My words"


@pytest.mark.parametrize("page", PAGES, ids=lambda make: make.__name__[1:])
def test_sent_twice_is_saved_and_asks_nothing(as_ana, cast, monkeypatch, page: Callable[[Any], Page]):
    """Two clicks: the first lands while the second is read."""
    at = page(cast)
    clean, landed = at.form.clean, []

    def while_it_is_read(form: Form) -> Any:
        if not landed:
            landed.append(True)
            assert as_ana.post(at.url, at.sent).status_code // 100 == 3
        return clean(form)

    monkeypatch.setattr(at.form, "clean", while_it_is_read)
    assert as_ana.post(at.url, at.sent).status_code // 100 == 3
    assert at.kept() == "My words"


def _forms(context: Any) -> list[Form]:
    """Every form of the page, also those that stand in a list beside what they are about."""
    found: list[Form] = []
    names = context.keys()  # of a list of dictionaries
    for value in (context[name] for name in names):
        for one in value if isinstance(value, list) else [value]:
            found += [part for part in (one if isinstance(one, tuple) else (one,)) if isinstance(part, Form)]
    return found
