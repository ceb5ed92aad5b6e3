from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.organization import forms, policies
from secondstory.organization.actions.catalogue import keep_service
from secondstory.organization.actions.invite import accept_invitation, find_invitation, invite, withdraw_invitation
from secondstory.organization.actions.roles import give_role, take_back_role
from secondstory.organization.actions.settings import change_me, change_organization
from secondstory.organization.actions.teams import form_team, join_team, leave_team
from secondstory.organization.beside_service import shelves_of
from secondstory.organization.beside_stage import Told, told_beside
from secondstory.people.models import Invitation, Organization, Person, Role, RoleGrant, Service, Team
from secondstory.people.refusals import NotFound, Refusal
from secondstory.playbook.differing import differences
from secondstory.playbook.models import ProcessVersion
from secondstory.playbook.process import Stage
from secondstory.ui.forms import ChangedMeanwhile, Form, knowing, unless_changed
from secondstory.ui.me import me as _me

F = TypeVar("F", bound=Form)
ALLAUTH = "allauth.account.auth_backends.AuthenticationBackend"


def _page(request: HttpRequest, template: str, form: Form | None = None, **context: Any) -> HttpResponse:
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return render(request, f"organization/{template}", {"form": form, **context}, status=status)


def _knowing(request: HttpRequest, form: type[F], now: dict[str, Any]) -> F:
    return knowing(form(request.POST if request.method == "POST" else None, initial=now), now)


@require_GET
def how_we_work(request: HttpRequest) -> HttpResponse:
    """The statement, the process step by step, and where to learn more. Open to whoever can reach the site:
    it names nobody."""
    version = ProcessVersion.objects.in_force(timezone.now())
    before = version.before_it if version and not version.is_built_in else None
    return _page(
        request,
        "how_we_work.html",
        organization=Organization.objects.get(pk=1),
        version=version,
        process=version.process if version else None,
        stages=_stages(request, version),
        changes=differences(before.process, version.process) if before and version else [],
    )


def _stages(request: HttpRequest, version: ProcessVersion | None) -> list[tuple[Stage, list[Told]]]:
    """Each step with what was told of it to those who may read that."""
    told = told_beside(request.user)
    return [(stage, told.get(stage.key, [])) for stage in version.process.stages] if version else []


@never_cache
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, secret: str) -> HttpResponse:
    invitation = find_invitation(secret)
    form = forms.JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = accept_invitation(secret, **form.cleaned_data)
        except NotFound:
            raise
        except Refusal as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            login(request, person, backend=ALLAUTH)
            return redirect("home")
    return _page(request, "join.html", form, invitation=invitation, organization=Organization.objects.get(pk=1))


@login_required
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    user = _me(request)
    can_steward = policies.can_steward(user)
    return _page(
        request,
        "people.html",
        teams=Team.objects.select_related("parent").prefetch_related("memberships__person"),
        stewards=RoleGrant.objects.filter(role=Role.STEWARD).select_related("person").order_by("person__display_name"),
        can_steward=can_steward,
        invitations=(
            Invitation.objects.filter(accepted_at=None, withdrawn_at=None)
            .select_related("team")
            .order_by("-expires_at")
            if can_steward
            else []
        ),
        invite_form=forms.InviteForm(),
        team_form=forms.TeamForm(),
        role_form=forms.RoleForm(),
    )


@login_required
@require_POST
def invitations(request: HttpRequest) -> HttpResponse:
    form = forms.InviteForm(request.POST)
    if not form.is_valid():
        return _page(request, "invited.html", form)
    _, secret = invite(by=_me(request), team=form.cleaned_data["team"], role=form.cleaned_data["role"])
    link = settings.BASE_URL + reverse("join", args=[secret])
    return _page(request, "invited.html", None, link=link)


@login_required
@require_POST
def invitation_withdrawal(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    policies.check_can_steward(_me(request))
    withdraw_invitation(get_object_or_404(Invitation, pk=invitation_id), by=_me(request))
    return redirect("people")


@login_required
@require_POST
def teams(request: HttpRequest) -> HttpResponse:
    form = forms.TeamForm(request.POST)
    if form.is_valid():
        try:
            team = form_team(form.cleaned_data["name"], by=_me(request), parent=form.cleaned_data["parent"])
            return redirect("team", team.slug)
        except Refusal as refusal:
            if not refusal.field:
                raise
            form.add_error(refusal.field, refusal.sentence)
    return _page(request, "team_form.html", form)


@login_required
@require_GET
def team(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Team.objects.select_related("parent"), slug=slug)
    return _page(
        request,
        "team.html",
        forms.MemberForm(),
        team=found,
        memberships=found.memberships.select_related("person").order_by("person__display_name", "id"),
        children=found.children.all(),
        services=found.services.all(),
        can_keep=policies.can_keep_team(found, _me(request)),
    )


@login_required
@require_POST
def team_members(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Team, slug=slug)
    form = forms.MemberForm(request.POST)
    if not form.is_valid():
        return _page(request, "team_form.html", form)
    join_team(found, form.cleaned_data["person"], by=_me(request), on_call=form.cleaned_data["on_call"])
    return redirect("team", slug)


@login_required
@require_POST
def team_departure(request: HttpRequest, slug: str, person_id: UUID) -> HttpResponse:
    leave_team(get_object_or_404(Team, slug=slug), get_object_or_404(Person, pk=person_id), by=_me(request))
    return redirect("team", slug)


@login_required
@require_http_methods(["GET", "POST"])
def services(request: HttpRequest) -> HttpResponse:
    form = forms.ServiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            keep_service(by=_me(request), **form.cleaned_data)
            return redirect("services")
        except Refusal as refusal:
            form.add_error(refusal.field, refusal.sentence)
    return _page(request, "services.html", form, services=Service.objects.select_related("team"))


@login_required
@require_http_methods(["GET", "POST"])
def service(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Service.objects.select_related("team"), slug=slug)

    def now() -> dict[str, Any]:
        found.refresh_from_db()
        return forms.ServiceForm.typed(found)

    form = _knowing(request, forms.ServiceForm, now())
    if request.method == "POST" and form.is_valid():
        try:
            unless_changed(form, now, lambda: keep_service(by=_me(request), service=found, **form.cleaned_data))
            return redirect("service", slug)
        except ChangedMeanwhile:
            pass
        except Refusal as refusal:
            form.add_error(refusal.field, refusal.sentence)
    return _page(request, "service.html", form, service=found, shelves=shelves_of(found, _me(request)))


@login_required
@require_POST
def roles(request: HttpRequest) -> HttpResponse:
    form = forms.RoleForm(request.POST)
    if not form.is_valid():
        return _page(request, "team_form.html", form)
    give_role(form.cleaned_data["person"], form.cleaned_data["role"], by=_me(request))
    return redirect("people")


@login_required
@require_POST
def role_return(request: HttpRequest, person_id: UUID, role: str) -> HttpResponse:
    take_back_role(get_object_or_404(Person, pk=person_id), role, by=_me(request))
    return redirect("people")


@login_required
@require_http_methods(["GET", "POST"])
def organization(request: HttpRequest) -> HttpResponse:
    policies.check_can_steward(_me(request))

    def now() -> dict[str, Any]:
        return forms.OrganizationForm.typed(Organization.objects.get(pk=1))

    form = _knowing(request, forms.OrganizationForm, now())
    if request.method == "POST" and form.is_valid():
        try:
            unless_changed(form, now, lambda: change_organization(by=_me(request), **form.cleaned_data))
        except ChangedMeanwhile:
            pass
        else:
            messages.info(request, "Saved.")
            return redirect("organization")
    return _page(request, "organization.html", form)


@login_required
@require_http_methods(["GET", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    user = _me(request)

    def now() -> dict[str, Any]:
        user.refresh_from_db(fields=["display_name", "zone"])
        return forms.MeForm.typed(user)

    form = _knowing(request, forms.MeForm, now())
    if request.method == "POST" and form.is_valid():
        try:
            unless_changed(form, now, lambda: change_me(by=user, **form.cleaned_data))
        except ChangedMeanwhile:
            pass
        else:
            messages.info(request, "Saved.")
            return redirect("me")
    return _page(request, "me.html", form)


@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Only in demonstration mode; otherwise this address does not exist."""
    if not settings.DEMO:
        raise NotFound()
    email = request.POST.get("email", "").replace("\x00", "")  # which PostgreSQL takes no question about
    person = Person.objects.filter(email=email, email__endswith="@demo.example").first()
    if person is None:
        raise NotFound()
    login(request, person, backend=ALLAUTH)
    return HttpResponseRedirect(reverse("home"))
