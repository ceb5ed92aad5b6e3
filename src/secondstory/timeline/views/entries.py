from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import check_can_contribute
from secondstory.people.refusals import Conflict, Refusal
from secondstory.timeline.actions.add_entry import add_entry
from secondstory.timeline.actions.agree import agree, agree_with_all
from secondstory.timeline.actions.change_entry import change_entry, edition_of
from secondstory.timeline.actions.change_order import change_order
from secondstory.timeline.actions.know import forget_awareness, know_at_once, set_awareness
from secondstory.timeline.actions.references import add_reference, attach_reference, detach_reference
from secondstory.timeline.actions.remove_entry import remove_entry
from secondstory.timeline.forms.entry import EntryForm
from secondstory.timeline.forms.knew import LearnedForm
from secondstory.timeline.forms.references import AttachForm
from secondstory.timeline.lines import Line, sheet, zone_of
from secondstory.timeline.models import Entry
from secondstory.timeline.policies import can_take_out
from secondstory.timeline.queries import Timeline, lanes_in_use, timeline_of
from secondstory.timeline.views.frame import back_to, entry_of, reference_of, show, study_of
from secondstory.timeline.views.knew import people_of, who_knew
from secondstory.ui.me import me


@login_required
@require_http_methods(["GET", "POST"])
def entries(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """One entry by hand. Many at once go through the paste box."""
    study = study_of(request, study_id)
    user = me(request)
    check_can_contribute(study, user)
    form = EntryForm(study, request.POST or None, initial={"kind": "observation"})
    if request.method == "POST" and form.is_valid():
        try:
            entry = add_entry(study, form.told, by=user)
        except Refusal as refusal:
            _ask(form, refusal)
        else:
            messages.success(request, "The entry was added.")
            return back_to(study, f"entry-{entry.pk}")
    return show(request, "new_entry.html", study, forms=[form], form=form, lanes=lanes_in_use(study, user))


@login_required
@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, study_id: UUID, entry_id: UUID) -> HttpResponse:
    """One entry, with all one can do about it. htmx gets it in place of its line, and the line back after saving."""
    study = study_of(request, study_id)
    one = entry_of(request, study, entry_id)
    if request.method == "GET":
        if one.withdrawn_at:
            return back_to(study, f"entry-{one.pk}")
        return _line(request, study, one) if "line" in request.GET else _entry(request, study, one)
    user = me(request)
    form = EntryForm(study, request.POST, entry=one, initial={"seen": edition_of(one)})
    if not form.is_valid():
        return _entry(request, study, one, form)
    place = (one.at, one.lane, one.participant_id, one.kind)
    try:
        changed = change_entry(one, form.told, by=user, seen=form.cleaned_data["seen"] or None)
    except Conflict as conflict:
        form.add_error(None, conflict.sentence)
        form.data = {**request.POST.dict(), "seen": edition_of(one)}
        return _entry(request, study, one, form, now=Entry.objects.get(pk=one.pk))
    except Refusal as refusal:
        _ask(form, refusal)
        return _entry(request, study, one, form)
    if not request.htmx:  # type: ignore[attr-defined]
        messages.success(request, "Saved.")
        return back_to(study, f"entry-{changed.pk}")
    if place != (changed.at, changed.lane, changed.participant_id, changed.kind):
        return HttpResponse(headers={"HX-Refresh": "true"})
    return _line(request, study, changed)


@login_required
@require_POST
def agreement(request: HttpRequest, study_id: UUID, entry_id: UUID) -> HttpResponse:
    study = study_of(request, study_id)
    one = agree(entry_of(request, study, entry_id), by=me(request))
    return back_to(study, f"entry-{one.pk}")


@login_required
@require_POST
def agreements(request: HttpRequest, study_id: UUID) -> HttpResponse:
    study = study_of(request, study_id)
    count = agree_with_all(study, by=me(request))
    messages.success(
        request, f"Agreed with {count} {'entry' if count == 1 else 'entries'}." if count else "All were agreed already."
    )
    return back_to(study)


@login_required
@require_POST
def place(request: HttpRequest, study_id: UUID, entry_id: UUID) -> HttpResponse:
    """``way`` is 'earlier' or 'later', among the entries of the same instant."""
    study = study_of(request, study_id)
    one = entry_of(request, study, entry_id)
    line = list(Entry.objects.visible_to(me(request)).filter(retrospective=study, at=one.at).in_order())
    here = line.index(one) if one in line else 0
    change_order(one, to=max(here - 1, 0) if request.POST.get("way") == "earlier" else here + 1, by=me(request))
    return back_to(study, f"entry-{one.pk}")


@login_required
@require_POST
def withdrawal(request: HttpRequest, study_id: UUID, entry_id: UUID) -> HttpResponse:
    study = study_of(request, study_id)
    one = remove_entry(entry_of(request, study, entry_id), by=me(request))
    messages.success(request, "The entry was taken out. A marker stays where it stood.")
    return back_to(study, f"entry-{one.pk}")


@login_required
@require_POST
def sources(request: HttpRequest, study_id: UUID, entry_id: UUID) -> HttpResponse:
    """Attach a reference of the study, or a new one; ``off`` takes one off."""
    study = study_of(request, study_id)
    one = entry_of(request, study, entry_id)
    user = me(request)
    check_can_contribute(study, user)
    if off := request.POST.get("off"):
        detach_reference(one, reference_of(request, study, _uuid(off)), by=user)
        return back_to(study, f"entry-{one.pk}")
    form = AttachForm(timeline_of(study, user).references, request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data
        try:
            reference = given.get("known") or add_reference(study, by=user, **form.told)
            attach_reference(one, reference, by=user)
        except Refusal as refusal:
            _ask(form, refusal)
        else:
            return back_to(study, f"entry-{one.pk}")
    return _entry(request, study, one, attach=form)


@login_required
@require_POST
def awareness(request: HttpRequest, study_id: UUID, entry_id: UUID) -> HttpResponse:
    """Who knew it: several ``at_once``, one who ``learned`` of it some time, or one of whom it is not said any more."""
    study = study_of(request, study_id)
    one = entry_of(request, study, entry_id)
    user = me(request)
    people = {str(each.pk): each for each in people_of(study)}
    if forget := people.get(request.POST.get("forget", "")):
        forget_awareness(one, forget, by=user)
    elif "learned" in request.POST:
        form = LearnedForm(list(people.values()), zone_of(one, study), request.POST)
        if not form.is_valid():
            return _entry(request, study, one, learned=form)
        given, when = form.cleaned_data, form.cleaned_data["learned"]
        try:
            set_awareness(
                one,
                people[given["who"]],
                by=user,
                learned_at=when.at,
                precision=when.precision,
                approximate=when.approximate,
                how=given["how"],
            )
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
            return _entry(request, study, one, learned=form)
    else:
        know_at_once(one, [people[pk] for pk in request.POST.getlist("at_once") if pk in people], by=user)
    return back_to(study, f"entry-{one.pk}")


def _entry(
    request: HttpRequest,
    study: Retrospective,
    one: Entry,
    form: EntryForm | None = None,
    attach: AttachForm | None = None,
    now: Entry | None = None,
    learned: LearnedForm | None = None,
) -> HttpResponse:
    user = me(request)
    found, people = timeline_of(study, user), people_of(study)
    form = form or EntryForm(study, entry=one, people=people, initial={"seen": edition_of(one)})
    attach = attach or AttachForm(found.references)
    return show(
        request,
        "_entry.html" if request.htmx else "entry.html",  # type: ignore[attr-defined]
        study,
        forms=[form, attach, *([learned] if learned else [])],
        form=form,
        attach=attach,
        now=now,
        entry=one,
        line=_line_of(found, one),
        lanes=sorted({entry.lane for entry in found.standing if entry.lane}),
        disputes=found.disputes_of.get(one.pk, []),
        can_take_out=can_take_out(one, user),
        **who_knew(one, people, found.knew.get(one.pk, []), user, learned),
    )


def _line(request: HttpRequest, study: Retrospective, one: Entry) -> HttpResponse:
    # Where one was reading before the form stood there.
    return show(request, "_line.html", study, line=_line_of(timeline_of(study, me(request)), one), came_back=True)


def _line_of(found: Timeline, one: Entry) -> Line:
    places = (place for day in sheet(found).days for place in day.places)
    return next(place.line for place in places if place.line.entry.pk == one.pk)


def _ask(form: EntryForm | AttachForm, refusal: Refusal) -> None:
    """The sentence beside its field; the moments are one field here and three in an entry."""
    field = {"at": "when", "precision": "when"}.get(refusal.field or "", refusal.field)
    form.add_error(field if field in form.fields else None, refusal.sentence)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refusal("This reference is not in the list any more. Reload the page.", code="no_reference") from None
