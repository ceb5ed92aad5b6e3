from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError

from secondstory.people.models import Organization, Person, Role, Service, Team
from secondstory.ui.forms import Form


def check_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(
            "This time zone is not one we know. Write its area and city, such as Europe/Lisbon, or UTC.",
            code="unknown_zone",
        )


class JoinForm(Form):
    display_name = forms.CharField(label="Your name", max_length=120)
    email = forms.EmailField(label="E-mail address", max_length=254)
    password = forms.CharField(
        label="Password",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        max_length=200,
        help_text="Twelve characters or more. A sentence of your own works well.",
    )


class InviteForm(Form):
    team = forms.ModelChoiceField(Team.objects.all(), label="Into which team", required=False)
    role = forms.ChoiceField(
        label="With a role in the organization", choices=[("", "none"), *Role.choices], required=False
    )


class TeamForm(Form):
    name = forms.CharField(label="Name of the team", max_length=120)
    parent = forms.ModelChoiceField(Team.objects.all(), label="Within", required=False, empty_label="stands by itself")


class MemberForm(Form):
    person = forms.ModelChoiceField(Person.objects.filter(is_active=True).order_by("display_name", "id"), label="Who")
    on_call = forms.BooleanField(label="is on the on-call rota", required=False)


class ServiceForm(Form):
    name = forms.CharField(label="Name of the service", max_length=120)
    about = forms.CharField(label="One line about it", max_length=400, required=False)
    team = forms.ModelChoiceField(Team.objects.all(), label="Who looks after it", required=False)

    @classmethod
    def typed(cls, service: Service) -> dict[str, Any]:
        """What the form shows for a service that is there."""
        return {"name": service.name, "about": service.about, "team": service.team_id}


class OrganizationForm(Form):
    name = forms.CharField(label="Name of the organization", max_length=120)
    just_culture = forms.CharField(
        label="Our just-culture statement",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="It stands wherever people write about what happened.",
    )
    zone = forms.CharField(label="Usual time zone", max_length=64, validators=[check_zone])

    @classmethod
    def typed(cls, organization: Organization) -> dict[str, Any]:
        return {"name": organization.name, "just_culture": organization.just_culture, "zone": organization.zone}


class MeForm(Form):
    display_name = forms.CharField(label="Your name", max_length=120)
    zone = forms.CharField(
        label="Your time zone",
        max_length=64,
        validators=[check_zone],
        help_text="Times are shown in the study's zone; yours appears when you point at one.",
    )

    @classmethod
    def typed(cls, person: Person) -> dict[str, Any]:
        return {"display_name": person.display_name, "zone": person.zone}


class RoleForm(Form):
    person = forms.ModelChoiceField(Person.objects.filter(is_active=True).order_by("display_name", "id"), label="Who")
    role = forms.ChoiceField(label="Role", choices=Role.choices)
