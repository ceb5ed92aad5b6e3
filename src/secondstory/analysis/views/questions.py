"""Open questions: the organization's list, and one question with all one can do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.analysis import policies
from secondstory.analysis.actions import settle
from secondstory.analysis.actions.follow import follow, let_go
from secondstory.analysis.actions.mysteries import chain, open_question_wider, reword, take_back
from secondstory.analysis.actions.raise_mystery import raise_mystery
from secondstory.analysis.actions.tie import tie_question
from secondstory.analysis.beside_question import with_words
from secondstory.analysis.forms import questions as forms
from secondstory.analysis.models import FormerAnswer, Mystery
from secondstory.analysis.places import place_shown
from secondstory.analysis.question_tree import asked_with_places, order_with_what_grew
from secondstory.analysis.views.offered import offers_on
from secondstory.analysis.views.telling import is_kept, tell_form
from secondstory.analysis.wants import CALLS_FOR
from secondstory.analysis.windows import window
from secondstory.incidents.audiences import usual_team
from secondstory.incidents.keyset import page
from secondstory.incidents.policies import can_contribute
from secondstory.incidents.study import frame, get_study
from secondstory.people.audience import Audience
from secondstory.people.models import Person, Service, Team
from secondstory.people.refusals import NotFound, Refusal
from secondstory.ui.forms import Form, knowing, unless_changed
from secondstory.ui.me import me

OPEN = (Mystery.State.OPEN, Mystery.State.FOLLOWED)
# What the list can show: a word for the address, a name, the states behind it.
SHOWN: dict[str, tuple[str, tuple[Mystery.State, ...]]] = {
    "open": ("Open", OPEN),
    "followed": ("Followed", (Mystery.State.FOLLOWED,)),
    "answered": ("Answered", (Mystery.State.ANSWERED,)),
    "resting": ("At rest", (Mystery.State.SET_ASIDE, Mystery.State.UNANSWERABLE)),
}


@login_required
@require_http_methods(["GET", "POST"])
def questions(request: HttpRequest) -> HttpResponse:
    """What the organization would like to know, as far as this person reads it."""
    user = me(request)
    form = forms.QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            team = team_for(user, told["audience"])
            service = [told["service"]] if told["service"] else []
            asked = raise_mystery(told["question"], by=user, team=team, anonymous=told["anonymous"], services=service)
        except Refusal as refusal:
            tell_form(form, refusal)
        else:
            return redirect("question", asked.pk)
    shown = request.GET.get("show", "open")
    shown = shown if shown in SHOWN else "open"
    name, states = SHOWN[shown]
    narrowed = forms.QuestionFilter(request.GET)
    asked_for = narrowed.cleaned_data if narrowed.is_valid() else {}
    rows = (
        Mystery.objects.visible_to(user)
        .filter(state__in=states)
        .select_related("retrospective", "team")
        .prefetch_related("services")
        .knowing_study_of(user)
        .with_followers()
    )
    if asked_about := asked_for.get("service"):
        rows = rows.filter(services=asked_about)
    listed = page(rows, request.GET, by="created_at", oldest_first=asked_for.get("first") == "oldest")
    with_words(listed.rows)
    context = {
        "form": form,
        "page": listed,
        "shown": shown,
        "name": name,
        "narrowed": narrowed,
        "service": asked_about,
        "ways": [(key, words) for key, (words, _) in SHOWN.items()],
    }
    return render(request, "analysis/questions.html", context, status=422 if form.errors else 200)


def team_for(user: Person, audience: str) -> Team | None:
    """The team somebody means by 'my team'; None for any other audience."""
    if audience != Audience.TEAM:
        return None
    if team := usual_team(user):
        return team
    raise Refusal("You are in no team yet. Choose the organization.", code="no_team", field="audience")


@login_required
@require_GET
def tree(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """The questions of a study, and what each led to."""
    study = get_study(me(request), study_id)
    order = order_with_what_grew(study, me(request))
    here = window("questions", len(order), request.GET)
    context = {
        "steps": asked_with_places(order[here.start : here.end], study, me(request)),
        "window": here,
        "may_ask": can_contribute(study, me(request)),
        "wants": [CALLS_FOR["questions"]],
    }
    return render(request, "analysis/tree.html", {**frame(study, current="analysis"), **context})


def get_question(user: Person, question_id: UUID) -> Mystery:
    """The question, if this person reads it; else NotFound, as if it were not there."""
    found = (
        Mystery.objects.visible_to(user)
        .select_related("retrospective", "team", "parent", "part")
        .knowing_study_of(user)
        .with_followers()
        .filter(pk=question_id)
        .first()
    )
    if found is None:
        raise NotFound()
    return found


def _others(mystery: Mystery, user: Person) -> list[Mystery]:
    """Questions of the same study that it may be put under, and the one above it, wherever that is."""
    readable = Mystery.objects.visible_to(user)
    above = list(readable.filter(pk=mystery.parent_id)) if mystery.parent_id else []
    if mystery.retrospective_id is None:
        return above
    beside = readable.filter(retrospective_id=mystery.retrospective_id).exclude(pk=mystery.pk)
    return [*above, *beside.exclude(pk__in=[one.pk for one in above]).order_by("created_at", "id")[:100]]


def _before(mystery: Mystery) -> list[FormerAnswer]:
    """What was said to it and does not stand at the top of its page, oldest first."""
    before = list(mystery.former_answers.all())
    if mystery.answer and mystery.state != Mystery.State.ANSWERED:
        before.append(FormerAnswer(mystery=mystery, text=mystery.answer))
    if mystery.reason and mystery.state not in (Mystery.State.SET_ASIDE, Mystery.State.UNANSWERABLE):
        before.append(FormerAnswer(mystery=mystery, text=mystery.reason, is_reason=True))
    return before


def question_page(request: HttpRequest, mystery: Mystery, bound: Mapping[str, Form] | None = None) -> HttpResponse:
    """The page of one question; ``bound`` are forms that came back, by their name there."""
    user = me(request)
    visible = Mystery.objects.visible_to(user)
    parent = mystery.parent if mystery.parent_id and visible.filter(pk=mystery.parent_id).exists() else None
    # Each of these holds where the one before it does; asked in this order they cost one statement, mostly.
    can_take_back = policies.can_take_back(mystery, user)
    can_reword = can_take_back or policies.can_reword(mystery, user)
    can_tend = can_reword or policies.can_tend(mystery, user)
    reads_study = vars(mystery)["reads_study"]
    services, place = list(mystery.services.all()), place_shown(mystery, user)
    rests = mystery.state not in OPEN
    with_words([mystery])
    context = {
        "mystery": mystery,
        "parent": parent,
        "place": place,
        "quote": mystery.quote if reads_study or (mystery.retrospective_id is None and place) else "",
        "part": mystery.part if reads_study else None,
        "services": services,
        **offers_on(mystery, user),
        "under": visible.filter(parent=mystery).with_followers().order_by("created_at", "id"),
        "follows": mystery.followings.filter(created_by=user).exists(),
        "rests": rests,
        "can_tend": can_tend,
        "can_reword": can_reword,
        "before": _before(mystery),
        "can_take_back": can_take_back,
        "answer_form": forms.AnswerForm(),
        "next_form": forms.NextQuestionForm(auto_id="next-%s"),
        "rest_form": forms.RestForm(auto_id="rest-%s"),
        "readers_form": knowing(
            forms.ReadersForm(initial=_read(mystery), up_to=_up_to(mystery, user), auto_id="readers-%s"), _read(mystery)
        ),
        "place_form": knowing(
            forms.PlaceForm(
                others=_others(mystery, user) if can_tend else [], initial=_put(mystery), auto_id="place-%s"
            ),
            _put(mystery),
        ),
        "tie_form": knowing(
            forms.TieForm(mystery=mystery, initial=_tied(mystery, services), auto_id="tie-%s"),
            _tied(mystery, services),
        ),
        "words_form": knowing(forms.RewordForm(initial=_worded(mystery), auto_id="words-%s"), _worded(mystery)),
        **(bound or {}),
    }
    return render(request, "analysis/question.html", context, status=422 if bound else 200)


@login_required
@require_GET
def question(request: HttpRequest, question_id: UUID) -> HttpResponse:
    return question_page(request, get_question(me(request), question_id))


def _read(mystery: Mystery) -> dict[str, Any]:
    return {"audience": mystery.audience}


def _up_to(mystery: Mystery, user: Person) -> str:
    """How wide this person may open it at most; empty where they choose. The policy says the same, and reads for it."""
    if mystery.raised_by_id is not None:
        return "" if mystery.raised_by_id == user.pk else mystery.audience
    return "" if policies.can_open_wider(mystery, user) else mystery.audience


def _put(mystery: Mystery) -> dict[str, Any]:
    return {"parent": str(mystery.parent_id or "")}


def _tied(mystery: Mystery, services: list[Service] | None = None) -> dict[str, Any]:
    tied = list(mystery.services.all()) if services is None else services
    return {"services": [one.pk for one in tied], "part": mystery.part_id}


def _worded(mystery: Mystery) -> dict[str, Any]:
    return {"question": mystery.question}


def _tell_unless_changed(
    request: HttpRequest,
    mystery: Mystery,
    name: str,
    form: Form,
    stood: Callable[[Mystery], dict[str, Any]],
    verb: Callable[[dict[str, Any]], object],
) -> HttpResponse:
    """As ``_tell``, for what somebody else may say anew meanwhile: then it asks."""

    def now() -> dict[str, Any]:
        return stood(get_question(me(request), mystery.pk))

    knowing(form, stood(mystery))
    return _tell(request, mystery, name, form, lambda told: unless_changed(form, now, lambda: verb(told)))


def _tell(
    request: HttpRequest, mystery: Mystery, name: str, form: Form, verb: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    """Do it and go back to the question, or show the form again with what was typed."""
    if is_kept(form, lambda: verb(form.cleaned_data)):
        return redirect("question", mystery.pk)
    return question_page(request, get_question(me(request), mystery.pk), {name: form})


@login_required
@require_POST
def answer(request: HttpRequest, question_id: UUID) -> HttpResponse:
    user, form = me(request), forms.AnswerForm(request.POST)
    mystery = get_question(user, question_id)
    return _tell(request, mystery, "answer_form", form, lambda told: settle.answer(mystery, told["answer"], by=user))


@login_required
@require_POST
def next_question(request: HttpRequest, question_id: UUID) -> HttpResponse:
    user, form = me(request), forms.NextQuestionForm(request.POST, auto_id="next-%s")
    mystery = get_question(user, question_id)
    return _tell(request, mystery, "next_form", form, lambda told: raise_mystery(parent=mystery, by=user, **told))


@login_required
@require_POST
def following(request: HttpRequest, question_id: UUID) -> HttpResponse:
    mystery = follow(get_question(me(request), question_id), by=me(request))
    return redirect("question", mystery.pk)


@login_required
@require_POST
def letting_go(request: HttpRequest, question_id: UUID) -> HttpResponse:
    mystery = let_go(get_question(me(request), question_id), by=me(request))
    return redirect("question", mystery.pk)


@login_required
@require_POST
def rest(request: HttpRequest, question_id: UUID) -> HttpResponse:
    user, form = me(request), forms.RestForm(request.POST, auto_id="rest-%s")
    mystery = get_question(user, question_id)
    verbs = {"set-aside": settle.set_aside, "unanswerable": settle.declare_unanswerable}
    return _tell(request, mystery, "rest_form", form, lambda told: verbs[told["how"]](mystery, told["reason"], by=user))


@login_required
@require_POST
def opening(request: HttpRequest, question_id: UUID) -> HttpResponse:
    mystery = settle.reopen(get_question(me(request), question_id), by=me(request))
    return redirect("question", mystery.pk)


@login_required
@require_POST
def readers(request: HttpRequest, question_id: UUID) -> HttpResponse:
    user = me(request)
    mystery = get_question(user, question_id)
    form = forms.ReadersForm(request.POST, up_to=_up_to(mystery, user), auto_id="readers-%s")

    def open_to(told: dict[str, Any]) -> object:
        return open_question_wider(mystery, to=told["audience"], by=user)

    return _tell_unless_changed(request, mystery, "readers_form", form, _read, open_to)


@login_required
@require_POST
def place(request: HttpRequest, question_id: UUID) -> HttpResponse:
    user = me(request)
    mystery = get_question(user, question_id)
    others = _others(mystery, user)
    form = forms.PlaceForm(request.POST, others=others, auto_id="place-%s")
    by_id = {str(other.pk): other for other in others}

    def put(told: dict[str, Any]) -> object:
        if mystery.parent_id and str(mystery.parent_id) not in by_id and not (told["parent"] or told["elsewhere"]):
            return mystery  # it grew from one that they do not read; nobody takes away unseen what stands there
        above = by_id.get(told["parent"])
        if told["elsewhere"]:
            above = Mystery.objects.visible_to(user).filter(pk=told["elsewhere"]).first()
            if above is None:
                raise Refusal("There is no question at this address that you can read.", field="elsewhere")
        return chain(mystery, above, by=user)

    return _tell_unless_changed(request, mystery, "place_form", form, _put, put)


@login_required
@require_POST
def ties(request: HttpRequest, question_id: UUID) -> HttpResponse:
    user = me(request)
    mystery = get_question(user, question_id)
    form = forms.TieForm(request.POST, mystery=mystery, auto_id="tie-%s")

    def tie(told: dict[str, Any]) -> object:
        return tie_question(mystery, services=told["services"], part=told.get("part", mystery.part), by=user)

    return _tell_unless_changed(request, mystery, "tie_form", form, _tied, tie)


@login_required
@require_POST
def words(request: HttpRequest, question_id: UUID) -> HttpResponse:
    user, form = me(request), forms.RewordForm(request.POST, auto_id="words-%s")
    mystery = get_question(user, question_id)

    def say(told: dict[str, Any]) -> object:
        return reword(mystery, told["question"], by=user)

    return _tell_unless_changed(request, mystery, "words_form", form, _worded, say)


@login_required
@require_POST
def removal(request: HttpRequest, question_id: UUID) -> HttpResponse:
    mystery = get_question(me(request), question_id)
    study_id = mystery.retrospective_id if vars(mystery)["reads_study"] else None
    take_back(mystery, by=me(request))
    return redirect("analysis", study_id) if study_id else redirect("questions")
