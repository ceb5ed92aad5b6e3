"""Where issues are gathered. Those who do not, do not learn of a draft."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.newsletter.actions import gather_issue as gathering
from secondstory.newsletter.actions.keep_newsletter import let_editor_go, name_editor, set_rhythm
from secondstory.newsletter.actions.publish_issue import publish_due
from secondstory.newsletter.forms import BringForm, EditorForm, IssueForm, ItemForm, RhythmForm, WordsForm
from secondstory.newsletter.models import Editor, Issue, IssueItem
from secondstory.newsletter.policies import check_can_change, check_can_edit, check_can_name_editors
from secondstory.newsletter.things import choices, grouped, lines
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound
from secondstory.ui.attempt import attempt, is_kept
from secondstory.ui.forms import Form, knowing, unless_changed
from secondstory.ui.me import me

HERE = {"here": "library"}


@login_required
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    return _desk(request)


def _desk(request: HttpRequest, **bound: Form) -> HttpResponse:
    user = me(request)
    check_can_edit(user)
    it = gathering.newsletter()
    day = it.next_on or gathering.today()
    open_ones = Issue.objects.visible_to(user).exclude(state=Issue.State.PUBLISHED).order_by("set_for", "id")
    context = {
        "newsletter": it,
        "issues": list(open_ones),
        "begin_form": IssueForm(initial={"title": it.name, "set_for": day}),
        "rhythm_form": knowing(RhythmForm(initial=_rhythm()), _rhythm()),
        "editors": list(Editor.objects.select_related("person").order_by("person__display_name", "id")),
        "editor_form": EditorForm() if user.is_steward else None,
        **bound,
        **HERE,
    }
    return render(request, "newsletter/desk.html", context, status=422 if bound else 200)


def _rhythm() -> dict[str, Any]:
    it = gathering.newsletter()
    return {"name": it.name, "every_weeks": it.every_weeks, "next_on": it.next_on}


@login_required
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    user = me(request)
    check_can_edit(user)
    form = IssueForm(request.POST)
    made = attempt(
        form, lambda: gathering.begin_issue(form.cleaned_data["title"], form.cleaned_data["set_for"], by=user)
    )
    return redirect("issue-draft", made.pk) if made else _desk(request, begin_form=form)


@login_required
@require_POST
def rhythm(request: HttpRequest) -> HttpResponse:
    user = me(request)
    check_can_edit(user)
    form = knowing(RhythmForm(request.POST, initial=_rhythm()), _rhythm())

    def write() -> object:
        told = form.cleaned_data
        return set_rhythm(told["name"], told["every_weeks"], told["next_on"], by=user)

    if is_kept(form, lambda: unless_changed(form, _rhythm, write)):
        messages.success(request, "It is kept.")
        return redirect("newsletter-desk")
    return _desk(request, rhythm_form=form)


@login_required
@require_POST
def editors(request: HttpRequest) -> HttpResponse:
    check_can_name_editors(me(request))
    form = EditorForm(request.POST)
    if is_kept(form, lambda: name_editor(form.cleaned_data["person"], by=me(request))):
        return redirect("newsletter-desk")
    return _desk(request, editor_form=form)


@login_required
@require_POST
def editor_removal(request: HttpRequest, person_id: UUID) -> HttpResponse:
    check_can_edit(me(request))
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise NotFound()
    let_editor_go(person, by=me(request))
    return redirect("newsletter")


# --- one issue ----------------------------------------------------------------------------------------


def _find(user: Person, issue_id: UUID) -> Issue:
    found = Issue.objects.visible_to(user).filter(pk=issue_id).first()
    if found is None:
        raise NotFound()
    check_can_change(found, user)
    return found


@login_required
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, issue_id: UUID) -> HttpResponse:
    user = me(request)
    found = _find(user, issue_id)

    def now() -> dict[str, Any]:
        found.refresh_from_db()
        return {"title": found.title, "set_for": found.set_for, "intro": found.intro}

    form = knowing(WordsForm(request.POST if request.method == "POST" else None, initial=now()), now())

    def write() -> object:
        told = form.cleaned_data
        return gathering.word_issue(found, told["title"], told["set_for"], told["intro"], by=user)

    if form.is_bound and is_kept(form, lambda: unless_changed(form, now, write)):
        messages.success(request, "It is kept.")
        return redirect("issue-draft", found.pk)
    return _page(request, found, words_form=form)


def _page(
    request: HttpRequest,
    found: Issue,
    *,
    words_form: Form | None = None,
    bring_form: Form | None = None,
    item_form: tuple[UUID, Form] | None = None,
) -> HttpResponse:
    """The forms are those that came back; ``item_form`` with the id of its item."""
    user = me(request)
    given = {"title": found.title, "set_for": found.set_for, "intro": found.intro}
    told = lines(IssueItem.objects.filter(issue=found), user)
    forms: dict[UUID, Form] = {
        one.item.pk: ItemForm(initial={"words": one.item.words}, auto_id=f"item-{one.item.pk}-%s") for one in told
    }
    if item_form:
        forms |= dict([item_form])
    bound = [form for form in (words_form, bring_form, item_form and item_form[1]) if form and form.errors]
    context = {
        "issue": found,
        "rows": [(one, forms[one.item.pk]) for one in told],
        "words_form": words_form or knowing(WordsForm(initial=given), given),
        "bring_form": bring_form or _bring(user),
        **HERE,
    }
    return render(request, "newsletter/draft.html", context, status=422 if bound else 200)


def _bring(user: Person, data: Any = None) -> BringForm:
    form = BringForm(data)
    field: Any = form.fields["thing"]
    field.choices = grouped(choices(user))
    return form


@login_required
@require_POST
def items(request: HttpRequest, issue_id: UUID) -> HttpResponse:
    user = me(request)
    found = _find(user, issue_id)
    form = _bring(user, request.POST)
    if made := attempt(form, lambda: gathering.bring(found, form.cleaned_data["thing"], by=user)):
        return _back(found, made)
    return _page(request, found, bring_form=form)


@login_required
@require_POST
def item(request: HttpRequest, issue_id: UUID, item_id: UUID) -> HttpResponse:
    user = me(request)
    found = _find(user, issue_id)
    one = IssueItem.objects.filter(issue=found).visible_to(user).filter(pk=item_id).select_related("issue").first()
    if one is None:
        raise NotFound()
    match request.POST.get("do", ""):
        case "up" | "down" as way:
            gathering.move_item(one, up=way == "up", by=user)
        case "out":
            gathering.leave_out(one, by=user)
            return redirect("issue-draft", found.pk)
        case _:
            form = ItemForm(request.POST, auto_id=f"item-{one.pk}-%s")
            if not is_kept(form, lambda: gathering.word_item(one, form.cleaned_data["words"], by=user)):
                return _page(request, found, item_form=(one.pk, form))
    return _back(found, one)


def _back(issue: Issue, item: IssueItem) -> HttpResponse:
    answer = redirect("issue-draft", issue.pk)
    answer["Location"] += f"#i-{item.pk}"
    return answer


@login_required
@require_POST
def ready(request: HttpRequest, issue_id: UUID) -> HttpResponse:
    user = me(request)
    found = _find(user, issue_id)
    gathering.make_ready(found, by=user)
    publish_due()
    found.refresh_from_db()
    if found.number:
        return redirect("issue", found.number)
    messages.success(request, "It leaves on its day by itself. Until then it can be changed or taken back.")
    return redirect("issue-draft", found.pk)


@login_required
@require_POST
def not_ready(request: HttpRequest, issue_id: UUID) -> HttpResponse:
    found = _find(me(request), issue_id)
    gathering.take_back(found, by=me(request))
    return redirect("issue-draft", found.pk)


@login_required
@require_POST
def removal(request: HttpRequest, issue_id: UUID) -> HttpResponse:
    gathering.remove_issue(_find(me(request), issue_id), by=me(request))
    messages.success(request, "The draft is gone.")
    return redirect("newsletter-desk")
