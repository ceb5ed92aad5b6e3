from __future__ import annotations

from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import can_contribute
from secondstory.incidents.study import frame, get_study
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound, Refusal
from secondstory.playbook.transitions import State
from secondstory.recommendations.owners import find_person
from secondstory.review import forms, policies, queries
from secondstory.review.actions.comments import (
    agree_change,
    answer_comment,
    comment,
    let_stand,
    mark_done,
    see_from_today,
    tick_change,
)
from secondstory.review.actions.read import say_read
from secondstory.review.actions.rounds import (
    close_review,
    earliest_close,
    invite_reviewer,
    open_round,
    say_ready,
    usual_reviewers,
)
from secondstory.review.models import AgreedChange, Comment, Round
from secondstory.review.round_names import COOKIE, new_token, token_of
from secondstory.review.views.frame import to, waits
from secondstory.review.voices_heard import spread_of
from secondstory.ui.attempt import attempt
from secondstory.ui.me import me
from secondstory.ui.menu import address
from secondstory.writeup.models import Section
from secondstory.writeup.voices import voices

T = TypeVar("T", bound=HttpResponse)
STAGE = "review"
# From here a round can be opened; a study that is agreeing is sent back first.
MAY_OPEN = (State.ANALYSING, State.REVIEWING)
KEPT = timedelta(days=90)


def _round_form(study: Retrospective, data: Any = None) -> forms.OpenRoundForm:
    people = usual_reviewers(study)
    return forms.OpenRoundForm(
        data,
        people=people,
        initial={"reviewers": [str(person.pk) for person in people], "reads_first": True},
        auto_id="round_%s",
    )


def _page(request: HttpRequest, study: Retrospective, **told: Any) -> HttpResponse:
    """``told`` are forms that came back: ``round_form``, ``invite_form``, ``change_form``; ``said`` and
    ``settled`` are (id, form) of a comment and of an answer."""
    user, shown = me(request), voices(study.pk)
    latest = Round.objects.filter(retrospective=study).order_by("-opened_at", "-id").first()
    current = latest if latest and latest.closed_at is None else None
    invited = list(current.invited.order_by("created_at", "id")) if current else []
    leads = policies.can_lead_review(study, user)
    may_comment = current is not None and policies.can_comment(study, user, current=current)
    opens = leads and current is None and study.state in MAY_OPEN
    said_id, said_form = told.pop("said", (None, None))
    settled_id, settled_form = told.pop("settled", (None, None))
    token = token_of(request.COOKIES.get(COOKIE))
    parts = [
        (
            part,
            (
                said_form
                if said_form and said_id == (part.section.pk if part.section else None)
                else forms.CommentForm(
                    initial={"section": part.section.pk if part.section else ""}, auto_id=f"{part.anchor}_%s"
                )
            )
            if may_comment
            else None,
        )
        for part in (queries.parts(study, shown, user, leads=leads, token=token) if latest else [])
    ]
    context = {
        **frame(study, current=STAGE),
        "round": current,
        "latest": latest,
        "people": queries.readers(invited, shown, user),
        "asked_me": next((one for one in invited if one.person_id == user.pk), None),
        "leads": leads,
        "reads_first": current is not None and policies.reads_first(current, user),
        "spread": spread_of(current) if leads and current else None,
        "may_open": opens,
        "before_review": study.state in (State.OPENED, State.GATHERING),
        "is_agreeing": study.state == State.AGREEING,
        "guards": waits(study, State.AGREEING) if current else waits(study, State.REVIEWING) if opens else [],
        "earliest": earliest_close(study, timezone.now()) if opens else None,
        "parts": parts,
        "kinds": [
            (Comment.Kind(kind).label, words, queries.GLYPHS[Comment.Kind(kind)]) for kind, words in forms.KINDS.items()
        ],
        "changes": list(AgreedChange.objects.opened_to(user).filter(retrospective=study).order_by("created_at", "id"))
        if latest
        else [],
        "may_tick": can_contribute(study, user),
        "write_up_url": address("write-up", study.pk),
        "round_form": _round_form(study) if opens and "round_form" not in told else None,
        "invite_form": forms.InviteForm(auto_id="invite_%s"),
        "change_form": forms.ChangeForm(auto_id="change_%s"),
        "settled_id": settled_id,
        "settled_form": settled_form,
        **told,
    }
    context["all_hold"] = all(holds for _, holds in context["guards"])
    status = 422 if told or said_form or settled_form else 200
    response = render(request, "review/review.html", context, status=status)
    # Before it is used, so that sending something twice is one name.
    return _keep_token(request, response, study, new_token()) if may_comment and not token else response


def _keep_token(request: HttpRequest, response: T, study: Retrospective, token: str) -> T:
    """The secret of a name stays in this browser, sent to this review alone."""
    if request.COOKIES.get(COOKIE) != token:
        response.set_cookie(
            COOKIE,
            token,
            max_age=KEPT,
            path=reverse("review", args=[study.pk]),
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return response


@login_required
@require_GET
def review(request: HttpRequest, study_id: UUID) -> HttpResponse:
    return _page(request, get_study(me(request), study_id))


@login_required
@require_POST
def rounds(request: HttpRequest, study_id: UUID) -> HttpResponse:
    study = get_study(me(request), study_id)
    policies.check_can_lead_review(study, me(request))
    form = _round_form(study, request.POST)

    def opening() -> Round:
        return open_round(study, by=me(request), reviewers=form.chosen(), reads_first=form.cleaned_data["reads_first"])

    if attempt(form, opening):
        return to("review", study.pk)
    return _page(request, study, round_form=form)


@login_required
@require_POST
def invitations(request: HttpRequest, study_id: UUID) -> HttpResponse:
    user, study = me(request), get_study(me(request), study_id)
    policies.check_can_lead_review(study, user)  # before a name is looked up
    form = forms.InviteForm(request.POST, auto_id="invite_%s")

    def invite() -> object:
        return invite_reviewer(study, find_person(form.cleaned_data["person"], field="person"), by=user)

    if attempt(form, invite):
        return to("review", study.pk, anchor="asked")
    return _page(request, study, invite_form=form)


@login_required
@require_POST
def ready(request: HttpRequest, study_id: UUID) -> HttpResponse:
    study = get_study(me(request), study_id)
    say_ready(study, by=me(request))
    return to("review", study.pk, anchor="asked")


@login_required
@require_POST
def reading(request: HttpRequest, study_id: UUID) -> HttpResponse:
    study = get_study(me(request), study_id)
    say_read(study, by=me(request))
    return to("review", study.pk, anchor="said")


def _section(study: Retrospective, key: str) -> Section | None:
    """The section the form was sent for; None when there is none of that id (any more)."""
    try:
        return Section.objects.filter(writeup__retrospective=study, pk=UUID(key)).first()
    except ValueError:
        return None


@login_required
@require_POST
def comments(request: HttpRequest, study_id: UUID) -> HttpResponse:
    user, study = me(request), get_study(me(request), study_id)
    about = request.POST.get("section", "")
    section = _section(study, about)
    if about and section is None:
        return _about_no_section(request, study)
    form = forms.CommentForm(request.POST, auto_id=f"s-{section.pk}_%s" if section else "whole_%s")

    token = token_of(request.COOKIES.get(COOKIE)) or new_token()

    def say() -> Comment:
        told = form.cleaned_data
        words = {"kind": told["kind"], "quote": told["quote"], "from_today": told["from_today"]}
        words["token"] = token if told["under_a_name"] else ""
        return comment(study, told["text"], by=user, section=section, **words)

    made = attempt(form, say)
    if made:
        went = to("review", study.pk, anchor=f"c-{made.pk}")
        return _keep_token(request, went, study, token) if made.reader else went
    policies.check_can_comment(study, user)
    return _page(request, study, said=(section.pk if section else None, form))


def _about_no_section(request: HttpRequest, study: Retrospective) -> HttpResponse:
    """The section was taken out while somebody wrote about it: their words come back, now about the whole."""
    policies.check_can_comment(study, me(request))
    typed = request.POST.copy()
    typed["section"] = ""
    form = forms.CommentForm(typed, auto_id="whole_%s")
    form.add_error(
        None,
        "The section you wrote about was taken out of the write-up meanwhile. Your words are here: say them about the"
        " whole, or take them to the section they fit.",
    )
    return _page(request, study, said=(None, form))


def _comment(study: Retrospective, comment_id: UUID, user: Person) -> Comment:
    """Nobody settles, or learns of, what they do not see yet."""
    found = (
        Comment.objects.opened_to(user)
        .filter(round__retrospective=study, pk=comment_id)
        .select_related("round")
        .first()
    )
    if found is None:
        raise NotFound()
    found.round.retrospective = study
    return found


@login_required
@require_POST
def outcome(request: HttpRequest, study_id: UUID, comment_id: UUID) -> HttpResponse:
    """What becomes of a comment: ``state`` is answered, done (with or without words) or stands."""
    user, study = me(request), get_study(me(request), study_id)
    made = _comment(study, comment_id, user)
    if request.POST.get("state") == Comment.State.STANDS:
        policies.check_can_let_stand(made, user)
    else:
        policies.check_can_lead_review(study, user)
    form = forms.OutcomeForm(request.POST, auto_id=f"c-{made.pk}_%s")

    def settle() -> Comment:
        words, seen = form.cleaned_data["answer"], request.POST.get("seen") or None
        state = request.POST.get("state", "")
        if state == Comment.State.ANSWERED:
            return answer_comment(made, words, by=user, seen=seen)
        if state == Comment.State.STANDS:
            return let_stand(made, words, by=user, seen=seen)
        if state == Comment.State.DONE:
            return mark_done(made, words, by=user, seen=seen)
        raise Refusal("Say whether it is answered, done, or stands.", code="unknown_state")

    if attempt(form, settle):
        return to("review", study.pk, anchor=f"c-{made.pk}")
    return _page(request, study, settled=(made.pk, form))


@login_required
@require_POST
def from_today(request: HttpRequest, study_id: UUID, comment_id: UUID) -> HttpResponse:
    """Its author says that it needs what was learned later; with ``is_not``, that it does not."""
    study = get_study(me(request), study_id)
    made = _comment(study, comment_id, me(request))
    see_from_today(made, "is_not" not in request.POST, by=me(request))
    return to("review", study.pk, anchor=f"c-{made.pk}")


@login_required
@require_POST
def changes(request: HttpRequest, study_id: UUID) -> HttpResponse:
    user, study = me(request), get_study(me(request), study_id)
    form = forms.ChangeForm(request.POST, auto_id="change_%s")
    if attempt(form, lambda: agree_change(study, form.cleaned_data["text"], by=user)):
        return to("review", study.pk, anchor="changes")
    policies.check_can_lead_review(study, user)
    return _page(request, study, change_form=form)


@login_required
@require_POST
def tick(request: HttpRequest, study_id: UUID, change_id: UUID) -> HttpResponse:
    study = get_study(me(request), study_id)
    change = AgreedChange.objects.filter(retrospective=study, pk=change_id).first()
    if change is None:
        raise NotFound()
    tick_change(change, by=me(request))
    return to("review", study.pk, anchor="changes")


@login_required
@require_POST
def closing(request: HttpRequest, study_id: UUID) -> HttpResponse:
    study = get_study(me(request), study_id)
    close_review(study, by=me(request))
    return to("edition", study.pk)
