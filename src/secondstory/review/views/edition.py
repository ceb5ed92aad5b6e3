from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import can_facilitate, check_can_facilitate
from secondstory.incidents.study import frame, get_study
from secondstory.people.refusals import NotFound, Refusal
from secondstory.playbook.transitions import State
from secondstory.review import forms, policies
from secondstory.review.actions.amendments import accept_amendment, decline_amendment, propose_amendment
from secondstory.review.actions.complete import confirm_audience, finalize, note_complete
from secondstory.review.actions.set_aside import set_aside
from secondstory.review.left_open import left_open
from secondstory.review.models import Amendment, AudienceConfirmation, Completion, Edition, SetAside
from secondstory.review.reading import edition_context, read_edition
from secondstory.review.views.frame import readers_of, to, waits
from secondstory.ui.attempt import attempt
from secondstory.ui.me import me
from secondstory.ui.menu import address
from secondstory.writeup.document import Document
from secondstory.writeup.voices import voices

STAGE = "published"
EXPORTS = (
    ("export-markdown", "Markdown, with what is needed to read it back"),
    ("export-html", "One HTML file, to read anywhere"),
    ("export-bundle", "A JSON bundle, whole, to take elsewhere"),
)


def _exports(study: Retrospective) -> list[tuple[str, str]]:
    return [(url, words) for name, words in EXPORTS if (url := address(name, study.pk))]


def _before(
    request: HttpRequest, study: Retrospective, *, aside: tuple[str, forms.SetAsideForm] | None = None
) -> HttpResponse:
    """``aside`` is the kind and the form that came back."""
    user = me(request)
    left = left_open(study, user) if study.state == State.AGREEING else []
    noted = {one.capacity: one for one in Completion.objects.filter(retrospective=study)}
    confirmed = AudienceConfirmation.objects.filter(retrospective=study).first()
    guards = waits(study, State.FINAL)
    both_hold = any(guard.key == "two_say_complete" and holds for guard, holds in guards)
    notes = [
        {
            "capacity": capacity.value,
            "who": words,
            "noted": noted.get(capacity),
            "may": policies.can_note_complete(study, user, capacity.value),
        }
        for capacity, words in (
            (Completion.Capacity.FACILITATOR, "The facilitator"),
            (Completion.Capacity.REVIEWER, "One reviewer"),
        )
    ]
    context = {
        **frame(study, current=STAGE),
        "guards": guards,
        "all_hold": bool(guards) and all(holds for _, holds in guards),
        "is_agreeing": study.state == State.AGREEING,
        "leads": policies.can_lead_review(study, user),
        "will_read": readers_of(study, study.audience),
        "is_confirmed": confirmed is not None and confirmed.audience == study.audience,
        "confirmed": confirmed,
        "notes": notes,
        "asks_again": len(noted) == len(notes) and not both_hold,
        "left": [
            (
                one,
                aside[1]
                if aside and aside[0] == one.kind
                else forms.SetAsideForm(initial=forms.SetAsideForm.typed(one.said), auto_id=f"left-{one.kind}_%s"),
            )
            for one in left
        ],
        "not_asked": [one.kind.label for one in left if one.said is None],
        "exports": _exports(study),
    }
    return render(request, "review/finalizing.html", context, status=422 if aside else 200)


def _sections(document: Document) -> list[tuple[str, str]]:
    return [(one.key, one.heading) for one in document.sections if one.key and not one.is_empty]


def _final(request: HttpRequest, study: Retrospective, edition: Edition, **told: Any) -> HttpResponse:
    """``told`` are forms that came back: ``amendment_form``, and ``declined`` as (id, form)."""
    read = edition_context(edition)
    leads = can_facilitate(study, me(request))
    pending = list(Amendment.objects.filter(edition=edition).exclude(state=Amendment.State.ACCEPTED))
    spoken = voices(study.pk) if pending else None
    declined_id, declined_form = told.pop("declined", (None, None))
    headings = {section.key: section.heading for section in read["document"].sections}
    context = {
        **read,
        **frame(study, current=STAGE),
        "zone": read["document"].zone,
        "edition": edition,
        "leads": leads,
        "pending": [
            {
                "it": one,
                "by": spoken.of(one.created_by_id, "a reader") if spoken else "",
                "beside": headings.get(one.section_key, "the whole"),
                "form": declined_form if one.pk == declined_id else forms.DeclineForm(auto_id=f"a-{one.pk}_%s"),
            }
            for one in pending
        ],
        "amendment_form": forms.AmendmentForm(sections=_sections(read["document"]), auto_id="amendment_%s"),
        "publication_url": address("publication-of-study", study.pk),
        "exports": _exports(study),
        **told,
    }
    return render(request, "review/final.html", context, status=422 if told or declined_form else 200)


@login_required
@require_GET
def edition(request: HttpRequest, study_id: UUID) -> HttpResponse:
    study = get_study(me(request), study_id)
    frozen = Edition.objects.filter(retrospective=study).first()
    return _final(request, study, frozen) if frozen else _before(request, study)


@login_required
@require_POST
def audience(request: HttpRequest, study_id: UUID) -> HttpResponse:
    study = get_study(me(request), study_id)
    confirm_audience(study, request.POST.get("audience", ""), by=me(request))
    return to("edition", study.pk, anchor="audience")


@login_required
@require_POST
def completions(request: HttpRequest, study_id: UUID) -> HttpResponse:
    study = get_study(me(request), study_id)
    note_complete(study, by=me(request), capacity=request.POST.get("capacity", ""))
    return to("edition", study.pk, anchor="complete")


@login_required
@require_POST
def aside(request: HttpRequest, study_id: UUID, kind: str) -> HttpResponse:
    user, study = me(request), get_study(me(request), study_id)
    policies.check_can_lead_review(study, user)
    if kind not in SetAside.Kind.values:
        raise NotFound()
    form = forms.SetAsideForm(request.POST, auto_id=f"left-{kind}_%s")
    if attempt(form, lambda: set_aside(study, kind, by=user, **form.cleaned_data)):
        return to("edition", study.pk, anchor="left")
    return _before(request, study, aside=(kind, form))


@login_required
@require_POST
def finalization(request: HttpRequest, study_id: UUID) -> HttpResponse:
    study = get_study(me(request), study_id)
    finalize(study, by=me(request))
    return to("edition", study.pk)


def _frozen(study: Retrospective) -> Edition:
    found: Edition | None = Edition.objects.filter(retrospective=study).first()
    if found is None:
        raise Refusal("This study is not final yet. Comment on it in review.", code="not_final")
    found.retrospective = study
    return found


@login_required
@require_POST
def amendments(request: HttpRequest, study_id: UUID) -> HttpResponse:
    user, study = me(request), get_study(me(request), study_id)
    frozen = _frozen(study)
    form = forms.AmendmentForm(request.POST, sections=_sections(read_edition(frozen)), auto_id="amendment_%s")
    if attempt(form, lambda: propose_amendment(frozen, by=user, **form.cleaned_data)):
        return to("edition", study.pk, anchor="later-words")
    return _final(request, study, frozen, amendment_form=form)


@login_required
@require_POST
def decision(request: HttpRequest, study_id: UUID, amendment_id: UUID) -> HttpResponse:
    """``decision`` is accepted, or declined with a reason."""
    user, study = me(request), get_study(me(request), study_id)
    frozen = _frozen(study)
    made = Amendment.objects.filter(edition=frozen, pk=amendment_id).first()
    if made is None:
        raise NotFound()
    made.edition = frozen
    if request.POST.get("decision") == Amendment.State.ACCEPTED:
        accept_amendment(made, by=user)
        return to("edition", study.pk, anchor="later-words")
    check_can_facilitate(study, user)
    form = forms.DeclineForm(request.POST, auto_id=f"a-{made.pk}_%s")
    if attempt(form, lambda: decline_amendment(made, form.cleaned_data["answer"], by=user)):
        return to("edition", study.pk, anchor="later-words")
    return _final(request, study, frozen, declined=(made.pk, form))
