from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.analysis.models import Finding
from secondstory.incidents.audiences import readers_of_work
from secondstory.incidents.models import Retrospective
from secondstory.incidents.study import frame, get_study
from secondstory.organization.policies import check_can_keep_team
from secondstory.people.models import Person, Team
from secondstory.people.refusals import NotFound, Refusal
from secondstory.recommendations import forms, policies, queries
from secondstory.recommendations.actions import follow_through
from secondstory.recommendations.actions.change import change, revise
from secondstory.recommendations.actions.decide import decide
from secondstory.recommendations.actions.keep_tracker import keep_tracker
from secondstory.recommendations.actions.look_closely import look_closely
from secondstory.recommendations.actions.move import NeedsMore
from secondstory.recommendations.actions.propose import park_idea, propose, propose_new, remove_idea, set_back
from secondstory.recommendations.actions.stuck import answer_stuck, goes_on, say_stuck
from secondstory.recommendations.actions.tell_effect import ask_again, tell_effect
from secondstory.recommendations.actions.trace import retrace
from secondstory.recommendations.behavior import NamesNoControl, reason_for_words
from secondstory.recommendations.models import UNDER_WAY, Recommendation, Status, Stuck, StuckReply, Tracker
from secondstory.recommendations.owners import find_owner, find_person, suggested
from secondstory.recommendations.said_before import said_before
from secondstory.ui.attempt import is_kept
from secondstory.ui.forms import ChangedMeanwhile, Form, knowing, unless_changed
from secondstory.ui.me import me


def tell_form(form: Form, refusal: Refusal) -> None:
    """Each sentence beside the field it belongs to; what was typed stays."""
    if isinstance(refusal, NamesNoControl):
        forms.Keeping.may_keep(form)
    told = refusal.fields if isinstance(refusal, NeedsMore) else {refusal.field or "": refusal.sentence}
    for field, sentence in told.items():
        form.add_error(field if field in form.fields else None, sentence)


F = TypeVar("F", bound=Form)


def _asked_why(request: HttpRequest, form: F) -> F:
    """The form as it was shown: with the field for why words stay, if it was asked."""
    if forms.Keeping.NAME in request.POST:
        forms.Keeping.may_keep(form)
    return form


# a study's own page


def _study_page(
    request: HttpRequest,
    study: Retrospective,
    *,
    idea: Form | None = None,
    proposal: Form | None = None,
    looked: bool = False,
) -> HttpResponse:
    rows = queries.of_study(study)
    may = policies.can_propose(study, me(request))
    findings = queries.findings_of(study) if may else []
    groups = [
        ("Proposed, to be decided", [row for row in rows if row.status == Status.PROPOSED]),
        ("Promised", [row for row in rows if row.status in (Status.PLANNED, Status.IN_PROGRESS)]),
        ("Done", [row for row in rows if row.status == Status.DONE]),
        ("Dropped", [row for row in rows if row.status == Status.DROPPED]),
        ("Parked ideas", [row for row in rows if row.status == Status.IDEA]),
    ]
    context = {
        **frame(study, current="recommendations"),
        "groups": [(name, told) for name, told in groups if told],
        "may_propose": may,
        "findings": findings,
        "idea_form": idea or forms.IdeaForm(auto_id="idea-%s"),
        "proposal_form": proposal or forms.ProposalForm(findings=findings, auto_id="proposal-%s"),
        "looked": looked,
        "earlier": said_before(_title(proposal), me(request)) if proposal else [],
    }
    status = 422 if (idea or proposal) and not looked else 200
    return render(request, "recommendations/study.html", context, status=status)


def _title(form: Form) -> str:
    """As it was typed."""
    return str(form["title"].value() or "")[:300]


def _only_looks(request: HttpRequest) -> bool:
    """They ask for earlier ones in these words, and keep nothing yet."""
    return "look" in request.POST


@login_required
@require_POST
def in_these_words(request: HttpRequest) -> HttpResponse:
    """Earlier ones in the words of a title that is being written. Nothing is kept; posted, it stands in no log."""
    form = forms.InTheseWordsForm(request.POST)
    earlier = []
    if form.is_valid():
        it = Recommendation.objects.visible_to(me(request)).filter(pk=form.known).first() if form.known else None
        earlier = said_before(form.cleaned_data["title"], me(request), it=it)
    return render(request, "recommendations/_earlier.html", {"earlier": earlier, "looked": True})


def _chosen(study_id: UUID, ids: list[str]) -> list[Finding]:
    return list(Finding.objects.filter(retrospective_id=study_id, pk__in=ids))


@login_required
@require_http_methods(["GET", "POST"])
def of_study(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """A study's recommendations; posting parks an idea."""
    study = get_study(me(request), study_id)
    if request.method == "GET":
        return _study_page(request, study)
    form = forms.IdeaForm(request.POST, auto_id="idea-%s")
    if form.is_valid():
        try:
            idea = park_idea(study, form.cleaned_data["title"], by=me(request))
        except NotFound:
            raise
        except Refusal as refusal:
            tell_form(form, refusal)
        else:
            return redirect(reverse("study-recommendations", args=[study.pk]) + f"#r-{idea.pk}")
    return _study_page(request, study, idea=form)


@login_required
@require_POST
def proposals(request: HttpRequest, study_id: UUID) -> HttpResponse:
    study = get_study(me(request), study_id)
    form = _asked_why(
        request, forms.ProposalForm(request.POST, findings=queries.findings_of(study), auto_id="proposal-%s")
    )
    if _only_looks(request):
        form.is_valid()
        form.errors.clear()
        return _study_page(request, study, proposal=form, looked=True)
    if form.is_valid():
        told = {**form.cleaned_data}
        findings, title = _chosen(study.pk, told.pop("findings")), told.pop("title")
        told["proposed_by_role"] = told["proposed_by_role"] or "unknown"
        try:
            made = propose_new(study, title, by=me(request), findings=findings, **told)
        except NotFound:
            raise
        except Refusal as refusal:
            tell_form(form, refusal)
        else:
            return redirect(reverse("study-recommendations", args=[study.pk]) + f"#r-{made.pk}")
    return _study_page(request, study, proposal=form)


# across studies


@login_required
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """What was promised, begun, done and dropped, in all studies this person reads."""
    asked = request.GET.get("status", "")
    statuses = {status.value: status for status in (*queries.DUE, *queries.ENDED)}
    if asked in statuses:
        columns = [queries.column(me(request), statuses[asked], request.GET)]
    else:
        asked, columns = "", queries.board(me(request))
    context = {
        "columns": columns,
        "asked": asked,
        "is_empty": not any(column.rows for column in columns),
        "ways": [(status.value, status.label) for status in statuses.values()],
    }
    return render(request, "recommendations/board.html", context)


# one recommendation


def get_recommendation(user: Person, recommendation_id: UUID) -> Recommendation:
    found = (
        Recommendation.objects.visible_to(user)
        .knowing_study_of(user)
        .select_related("retrospective__team", "owner", "owner_team", "decider")
        .filter(pk=recommendation_id)
        .first()
    )
    if found is None:
        raise NotFound()
    return found


def _page(
    request: HttpRequest, it: Recommendation, bound: dict[str, Form] | None = None, *, looked: bool = False
) -> HttpResponse:
    user, reads_study = me(request), bool(vars(it)["reads_study"])
    reworded = next((form for form in (bound or {}).values() if "title" in form.fields), None)
    findings = queries.findings_of(it.retrospective) if reads_study else []
    traced = [str(pk) for pk in it.traces.values_list("finding_id", flat=True)]
    can_shape = policies.can_shape(it, user)
    can_decide = policies.can_decide(it, user)
    can_carry = policies.can_carry(it, user)
    can_open = policies.can_open_to(it, user)
    stuck_rows, teams = queries.stuck_of(it), policies.own_teams(user)
    waits = next((row for row in stuck_rows if it.status in UNDER_WAY and not vars(row)["answer"]), None)
    opens = not it.ticket_url and (can_shape or can_carry)
    tracker = queries.tracker_of(it) if opens else None
    context: dict[str, Any] = {
        "it": it,
        "who_reads": readers_of_work(it.retrospective),
        "reads_study": reads_study,
        "answers": [summary for pk, summary in findings if pk in traced],
        "log": queries.log_of(it),
        "earlier": said_before(_title(reworded) if reworded else it.title, user, it=it),
        "looked": looked,
        "can_shape": can_shape and reads_study,
        "can_change": can_shape and policies.can_change(it, user),
        "can_decide": can_decide and it.status == Status.PROPOSED,
        "can_carry": can_carry,
        "words_stay": reason_for_words(it),
        "tracker": tracker,
        "ticket_in_tracker": queries.ticket_in(tracker, it) if tracker else "",
        "looks": list(it.close_looks.order_by("created_at", "id")),
        "look_form": forms.CloseLookForm(teams=teams, auto_id="look-%s")
        if policies.is_close(it, user, teams)
        else None,
        "can_finish": it.status == Status.IN_PROGRESS and policies.can_finish(it, user),
        "names": suggested(it.retrospective, user) if can_decide or can_carry else [],
        "stuck_rows": stuck_rows,
        "waits": waits,
        "is_asked": waits is not None and waits.asked_id == user.pk,
        "can_say_stuck": can_carry and waits is None and it.status in UNDER_WAY,
        "effects": queries.effects_of(it) if it.status == Status.DONE else [],
        "can_tell_effect": can_carry and it.status == Status.DONE,
        "effect_form": forms.EffectForm(auto_id="effect-%s"),
        "effect_later_form": forms.EffectLaterForm(auto_id="later-%s"),
        "stuck_form": forms.StuckForm(can_open=can_open, auto_id="stuck-%s"),
        "was_opened": any(vars(row)["is_open"] for row in stuck_rows),
        "stuck_answer_form": forms.StuckReplyForm(
            to=waits.pk if waits else None, can_open=can_open, auto_id="stuck-answer-%s"
        ),
        "going_on_form": forms.GoesOnForm(to=waits.pk if waits else None, auto_id="going-on-%s"),
        "shape_form": knowing(forms.Shape(initial=forms.Shape.typed(it), auto_id="shape-%s"), forms.Shape.typed(it)),
        "findings_form": forms.FindingsForm(findings=findings, initial={"findings": traced}, auto_id="traces-%s"),
        "decision_form": forms.DecisionForm(initial=forms.DecisionForm.typed(it), auto_id="decision-%s"),
        "revision_form": forms.RevisionForm(initial=forms.RevisionForm.typed(it), auto_id="revision-%s"),
        "drop_form": forms.DropForm(auto_id="drop-%s"),
        "finish_form": forms.FinishForm(auto_id="finish-%s"),
        "take_up_form": forms.TakeUpForm(auto_id="take-up-%s"),
        **(bound or {}),
    }
    return render(request, "recommendations/recommendation.html", context, status=422 if bound and not looked else 200)


@login_required
@require_GET
def recommendation(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    return _page(request, get_recommendation(me(request), recommendation_id))


def _tell(
    request: HttpRequest, it: Recommendation, name: str, form: Form, verb: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    """Do it and go back to the recommendation, or show the form again with what was typed."""
    if _only_looks(request) and "title" in form.fields:
        form.is_valid()
        form.errors.clear()
        return _page(request, it, {name: form}, looked=True)
    if form.is_valid():
        try:
            verb(dict(form.cleaned_data))
        except NotFound:
            raise
        except ChangedMeanwhile:
            pass
        except Refusal as refusal:
            if not isinstance(refusal, NeedsMore | NamesNoControl) and refusal.field not in form.fields:
                raise
            tell_form(form, refusal)
        else:
            return redirect("recommendation", it.pk)
    return _page(request, get_recommendation(me(request), it.pk), {name: form})


def _owner(told: dict[str, Any]) -> dict[str, Any]:
    """``owner`` as typed becomes a person or a team."""
    name = told.pop("owner", "")
    found = find_owner(name) if name else None
    return {
        **told,
        "owner": found if isinstance(found, Person) else None,
        "owner_team": found if isinstance(found, Team) else None,
    }


@login_required
@require_POST
def words(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    user, form = me(request), _asked_why(request, forms.Shape(request.POST, auto_id="shape-%s"))
    form.fields["kind"].required = form.fields["strategy"].required = False
    it = get_recommendation(user, recommendation_id)
    knowing(form, forms.Shape.typed(it))

    def verb(told: dict[str, Any]) -> object:
        told["proposed_by_role"] = told["proposed_by_role"] or "unknown"
        return unless_changed(form, now, lambda: change(it, by=user, **told))

    def now() -> dict[str, Any]:
        it.refresh_from_db()
        return forms.Shape.typed(it)

    return _tell(request, it, "shape_form", form, verb)


def _findings_form(request: HttpRequest, it: Recommendation) -> forms.FindingsForm:
    findings = queries.findings_of(it.retrospective) if vars(it)["reads_study"] else []
    return forms.FindingsForm(request.POST, findings=findings, auto_id="traces-%s")


@login_required
@require_POST
def traces(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    user = me(request)
    it = get_recommendation(user, recommendation_id)
    form = _findings_form(request, it)
    form.fields["findings"].required = it.status != Status.IDEA
    return _tell(
        request,
        it,
        "findings_form",
        form,
        lambda told: retrace(it, _chosen(it.retrospective_id, told["findings"]), by=user),
    )


@login_required
@require_POST
def proposal(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    """An idea that has its shape and its traces is proposed; one that has not says what it still needs."""
    user = me(request)
    it = get_recommendation(user, recommendation_id)
    form = _asked_why(request, forms.ProposeForm(request.POST, auto_id="propose-%s"))
    return _tell(request, it, "propose_form", form, lambda told: propose(it, by=user, **told))


@login_required
@require_POST
def idea(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    it = get_recommendation(me(request), recommendation_id)
    set_back(it, by=me(request))
    return redirect("recommendation", it.pk)


@login_required
@require_POST
def decision(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    user, form = me(request), forms.DecisionForm(request.POST, auto_id="decision-%s")
    it = get_recommendation(user, recommendation_id)

    def verb(told: dict[str, Any]) -> object:
        name = told.pop("decider")
        told = _owner(told) if told["decision"] == "do" else {**told, "owner": None}
        return decide(
            it, told.pop("decision"), by=user, decider=find_person(name, field="decider") if name else None, **told
        )

    return _tell(request, it, "decision_form", form, verb)


@login_required
@require_POST
def close_looks(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    user = me(request)
    it = get_recommendation(user, recommendation_id)
    form = forms.CloseLookForm(request.POST, teams=policies.own_teams(user), auto_id="look-%s")

    def verb(told: dict[str, Any]) -> object:
        return look_closely(it, told["verdict"], told["text"], team=form.teams[told["team"]], by=user)

    return _tell(request, it, "look_form", form, verb)


@login_required
@require_POST
def start(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    it = get_recommendation(me(request), recommendation_id)
    follow_through.start(it, by=me(request))
    return redirect("recommendation", it.pk)


@login_required
@require_POST
def drop(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    user, form = me(request), forms.DropForm(request.POST, auto_id="drop-%s")
    it = get_recommendation(user, recommendation_id)
    return _tell(request, it, "drop_form", form, lambda told: follow_through.drop(it, told["reason"], by=user))


@login_required
@require_POST
def finish(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    user, form = me(request), forms.FinishForm(request.POST, auto_id="finish-%s")
    it = get_recommendation(user, recommendation_id)
    return _tell(request, it, "finish_form", form, lambda told: follow_through.finish(it, told["reason"], by=user))


@login_required
@require_POST
def effect(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    """What came of it."""
    user, form = me(request), forms.EffectForm(request.POST, auto_id="effect-%s")
    it = get_recommendation(user, recommendation_id)
    return _tell(request, it, "effect_form", form, lambda told: tell_effect(it, by=user, **told))


@login_required
@require_POST
def effect_later(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    user, form = me(request), forms.EffectLaterForm(request.POST, auto_id="later-%s")
    it = get_recommendation(user, recommendation_id)
    return _tell(request, it, "effect_later_form", form, lambda told: ask_again(it, told["on"], by=user))


@login_required
@require_POST
def taking_up(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    user, form = me(request), forms.TakeUpForm(request.POST, auto_id="take-up-%s")
    it = get_recommendation(user, recommendation_id)
    return _tell(
        request, it, "take_up_form", form, lambda told: follow_through.take_up_again(it, told["reason"], by=user)
    )


@login_required
@require_POST
def revision(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    user, form = me(request), _asked_why(request, forms.RevisionForm(request.POST, auto_id="revision-%s"))
    it = get_recommendation(user, recommendation_id)
    return _tell(request, it, "revision_form", form, lambda told: revise(it, by=user, **_owner(told)))


def _stuck_one(it: Recommendation, stuck_id: UUID) -> Stuck:
    found = Stuck.objects.select_related("recommendation__retrospective").filter(pk=stuck_id, recommendation=it).first()
    if found is None:
        raise NotFound()
    return found


@login_required
@require_POST
def stuck(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    """Whoever carries it says that it is stuck, and asks somebody who can decide."""
    user = me(request)
    it = get_recommendation(user, recommendation_id)
    form = forms.StuckForm(request.POST, can_open=policies.can_open_to(it, user), auto_id="stuck-%s")

    def verb(told: dict[str, Any]) -> object:
        asked = find_person(told["asked"], field="asked")
        return say_stuck(it, told["why"], asked=asked, by=user, opens=told.get("opens", False))

    return _tell(request, it, "stuck_form", form, verb)


@login_required
@require_POST
def stuck_answer(request: HttpRequest, recommendation_id: UUID, stuck_id: UUID) -> HttpResponse:
    user = me(request)
    try:
        it = get_recommendation(user, recommendation_id)
    except NotFound:
        # It went on meanwhile, and with that they read it no more: their own words are theirs to take along.
        if not Stuck.objects.filter(pk=stuck_id, recommendation=recommendation_id, asked=user).exists():
            raise
        words = request.POST.get("text", "")
        return render(request, "recommendations/went_on.html", {"words": words}, status=409)
    one = _stuck_one(it, stuck_id)
    can_open = policies.can_open_to(it, user)
    form = forms.StuckReplyForm(request.POST, to=one.pk, can_open=can_open, auto_id="stuck-answer-%s")

    def verb(told: dict[str, Any]) -> object:
        name = told["hand_to"] if told["kind"] == StuckReply.Kind.HANDED_ON else ""
        hand_to = find_person(name, field="hand_to") if name else None
        opens = told.get("opens", False)
        return answer_stuck(one, told["kind"], told["text"], by=user, hand_to=hand_to, opens=opens)

    return _tell(request, it, "stuck_answer_form", form, verb)


@login_required
@require_POST
def going_on(request: HttpRequest, recommendation_id: UUID, stuck_id: UUID) -> HttpResponse:
    user = me(request)
    it = get_recommendation(user, recommendation_id)
    one = _stuck_one(it, stuck_id)
    form = forms.GoesOnForm(request.POST, to=one.pk, auto_id="going-on-%s")
    return _tell(request, it, "going_on_form", form, lambda told: goes_on(one, told["text"], by=user))


@login_required
@require_POST
def removal(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    it = get_recommendation(me(request), recommendation_id)
    remove_idea(it, by=me(request))
    return (
        redirect("study-recommendations", it.retrospective_id)
        if vars(it)["reads_study"]
        else redirect("recommendations")
    )


# a team's own


@login_required
@require_http_methods(["GET", "POST"])
def team_tracker(request: HttpRequest, slug: str) -> HttpResponse:
    """Where a team opens tickets. Its own people keep that."""
    team, user = get_object_or_404(Team, slug=slug), me(request)
    check_can_keep_team(team, user)

    def now() -> dict[str, Any]:
        return forms.TrackerForm.typed(Tracker.objects.filter(team=team).first())

    before = now()
    form = knowing(forms.TrackerForm(request.POST if request.method == "POST" else None, initial=before), before)

    def write() -> object:
        return unless_changed(form, now, lambda: keep_tracker(team, by=user, **form.cleaned_data))

    if request.method == "POST" and is_kept(form, write):
        return redirect("team", team.slug)
    status = 422 if form.is_bound else 200
    return render(request, "recommendations/tracker.html", {"team": team, "form": form}, status=status)
