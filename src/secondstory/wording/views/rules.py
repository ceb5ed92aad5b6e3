"""The organization's page of rules: what is looked for here, how strict, and rules of its own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.people.refusals import NotFound, Refusal
from secondstory.ui.attempt import say
from secondstory.ui.forms import ChangedMeanwhile, knowing, unless_changed
from secondstory.ui.me import me
from secondstory.wording.actions.choose import choose_preset, choose_rule
from secondstory.wording.actions.own_rules import change_rule, switch_rule, write_rule
from secondstory.wording.choices import own_rule as rule_as_kept
from secondstory.wording.forms import ChoiceForm, OwnRuleForm, StrictnessForm
from secondstory.wording.models import OwnRule, Strictness
from secondstory.wording.past import past_texts, would_have_said
from secondstory.wording.policies import can_choose, check_can_choose
from secondstory.wording.shelf import shelf


@login_required
@require_GET
def all_rules(request: HttpRequest) -> HttpResponse:
    """Everybody who writes here may read what is looked for; stewards choose."""
    now = Strictness.objects.get(pk=1)
    context = {
        "shelf": shelf(),
        "strictness": now,
        "preset": StrictnessForm.base_fields["preset"],
        "strictness_form": StrictnessForm(initial={"preset": now.preset}),
        "choices": ChoiceForm.base_fields["choice"].choices,  # type: ignore[attr-defined]
        "may_choose": can_choose(me(request)),
    }
    return render(request, "wording/rules.html", context)


@login_required
@require_POST
def strictness(request: HttpRequest) -> HttpResponse:
    choose_preset(request.POST.get("preset", ""), by=me(request))
    messages.info(request, "Saved. It holds from the next look on, for everybody.")
    return redirect("wording")


@login_required
@require_POST
def choice(request: HttpRequest, about: str) -> HttpResponse:
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        raise Refusal("Choose one from the list.", code="unknown_level")
    choose_rule(about, by=me(request), **form.told())
    messages.info(request, "Saved. It holds from the next look on, for everybody.")
    return redirect("wording")


def _rule_page(request: HttpRequest, form: OwnRuleForm, rule: OwnRule | None, *, status: int = 200) -> HttpResponse:
    return render(request, "wording/own_rule.html", {"form": form, "rule": rule}, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def own_rules(request: HttpRequest) -> HttpResponse:
    """Write a rule of one's own."""
    check_can_choose(me(request))
    form = OwnRuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = write_rule(form.cleaned_data["name"], by=me(request), **form.told())
        except Refusal as refusal:
            say(form, refusal)
        else:
            return redirect("wording-trial", made.name)
    return _rule_page(request, form, None, status=422 if form.errors else 200)


def _own(name: str) -> OwnRule:
    found = OwnRule.objects.filter(name=name).first()
    if found is None:
        raise NotFound()
    return found


@login_required
@require_http_methods(["GET", "POST"])
def own_rule(request: HttpRequest, name: str) -> HttpResponse:
    check_can_choose(me(request))
    rule = _own(name)

    def now() -> dict[str, Any]:
        return OwnRuleForm.typed(_own(name))

    given = request.POST if request.method == "POST" else None
    form = knowing(OwnRuleForm(given, rule=rule, initial=now()), now())
    if request.method == "POST" and form.is_valid():
        try:
            unless_changed(form, now, lambda: change_rule(rule, by=me(request), **form.told()))
        except ChangedMeanwhile:
            pass
        except Refusal as refusal:
            say(form, refusal)
        else:
            return redirect("wording-trial", name)
    return _rule_page(request, form, rule, status=422 if form.errors else 200)


@login_required
@require_GET
def trial(request: HttpRequest, name: str) -> HttpResponse:
    """What the rule would have said about texts that are published already, before anybody who writes sees it."""
    check_can_choose(me(request))
    rule = _own(name)
    made = rule_as_kept(rule)
    texts = past_texts(me(request))
    said = would_have_said(made, texts) if made else []
    return render(request, "wording/trial.html", {"rule": rule, "made": made, "texts": texts, "said": said})


@login_required
@require_POST
def switch(request: HttpRequest, name: str) -> HttpResponse:
    rule = switch_rule(_own(name), request.POST.get("on") == "yes", by=me(request))
    messages.info(request, "Switched on, for everybody who writes." if rule.is_on else "Switched off.")
    return redirect("wording")
