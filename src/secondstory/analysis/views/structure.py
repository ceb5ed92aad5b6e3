"""The control structure of a study: the picture, the table that says the same, and one part or arrow of it.

Each form is the same beside the picture and under the table. htmx gets the tables anew, with what is chosen and what the
picture draws; without a script one gets the page, with the picture drawn by the server.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.analysis import picture, policies
from secondstory.analysis.actions.remove import remove
from secondstory.analysis.actions.structure import goes_with_it, take_out_part
from secondstory.analysis.forms.structure import FORMS, StructureForm
from secondstory.analysis.kept import kept_for
from secondstory.analysis.models import Arrow, OfStudy, SystemPart
from secondstory.analysis.steps import BY_KEY
from secondstory.analysis.structure import KINDS, Structure, read_structure, tied_to
from secondstory.analysis.views.telling import is_kept
from secondstory.incidents.models import Retrospective
from secondstory.incidents.study import frame, get_study
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound, Refusal
from secondstory.ui.drawing import Picture, draw
from secondstory.ui.forms import knowing, unless_changed
from secondstory.ui.me import me

TAKEN_OUT = "Somebody took this out of the control structure."
TAKEN_OUT_MEANWHILE = (
    "Somebody took this out while you were writing. What you typed is here: keep it, and it is in the structure again."
)
ARROW_NOUNS = {picture.CONTROL: "control", picture.FEEDBACK: "feedback", picture.INFLUENCE: "influences"}

# What one starts from a chosen part, and the end that is the part itself.
FROM_HERE = {"control": ("source",), "feedback": ("source",), "influences": ("source",), "duties": ("part",)}


@dataclass
class Chosen:
    """What stands beside the picture: one part, arrow or duty, with its forms."""

    noun: str
    found: OfStudy
    form: StructureForm
    adds: list[StructureForm] = field(default_factory=list)
    arrows: list[tuple[str, Arrow]] = field(default_factory=list)
    duties: list[Any] = field(default_factory=list)
    tied: int = 0
    goes: str = ""

    @property
    def key(self) -> str:
        return f"{self.noun}/{self.found.pk}"

    @property
    def is_part(self) -> bool:
        return self.noun == "parts"


def told_of(study: Retrospective, structure: Structure, *, linked: bool = True) -> dict[str, object]:
    """What the picture draws. Its parts and arrows are links to where they are told; in a file they are not."""

    def one(noun: str, id: str) -> str:
        return reverse("structure-one", args=[study.pk, noun, id])

    return picture.told(
        structure.drawn_parts,
        structure.drawn_arrows,
        title=f"Control structure: {study.title}",
        kinds=KINDS,
        part_at=partial(one, "parts") if linked else None,
        arrow_at=(lambda arrow: one(ARROW_NOUNS[arrow.kind], arrow.id)) if linked else None,
    )


def _adds(
    request: HttpRequest, study: Retrospective, structure: Structure, bound: StructureForm | None
) -> dict[str, StructureForm]:
    """One form to add each kind, or the one that came back. ``?from=…&to=…`` begins an arrow of feedback: a gap asks for it."""
    begun = {"source": request.GET.get("from", ""), "target": request.GET.get("to", "")}
    forms = {
        noun: kind(
            study=study,
            structure=structure,
            auto_id=f"add-{noun}-%s",
            initial=begun if noun == "feedback" and any(begun.values()) else None,
        )
        for noun, kind in FORMS.items()
    }
    return forms | ({bound.noun: bound} if bound is not None else {})


def _choose(
    study: Retrospective,
    structure: Structure,
    noun: str,
    found: OfStudy,
    *,
    form: StructureForm | None = None,
    bound: StructureForm | None = None,
) -> Chosen:
    """``form`` is the change that came back, ``bound`` something to add that did."""
    kind = FORMS[noun]
    now = kind.typed(found)
    shown = form or knowing(kind(initial=now, study=study, structure=structure, auto_id="one-%s"), now)
    chosen = Chosen(noun, found, shown)
    if isinstance(found, SystemPart):
        begun = {"source": str(found.pk), "part": str(found.pk)}
        chosen.adds = [
            bound
            if bound is not None and bound.noun == other
            else FORMS[other](
                study=study, structure=structure, initial=begun, fixed=FROM_HERE[other], auto_id=f"from-{other}-%s"
            )
            for other in FROM_HERE
        ]
        touching = [*structure.actions, *structure.feedback, *structure.influences]
        nouns = {FORMS[other].model: other for other in ("control", "feedback", "influences")}
        chosen.arrows = [
            (nouns[type(arrow)], arrow) for arrow in touching if found.pk in (arrow.source_id, arrow.target_id)
        ]
        chosen.duties = [duty for duty in structure.duties if duty.part_id == found.pk]
        chosen.tied, chosen.goes = len(chosen.arrows) + len(chosen.duties), ""
        chosen.goes = goes_with_it([*(arrow for _, arrow in chosen.arrows), *chosen.duties])
    return chosen


def _context(
    request: HttpRequest,
    study: Retrospective,
    structure: Structure,
    *,
    bound: StructureForm | None = None,
    chosen: Chosen | None = None,
) -> dict[str, Any]:
    leads = policies.can_name(SystemPart, study, me(request))
    return {
        **frame(study, current="analysis"),
        "structure": structure,
        "told": told_of(study, structure),
        "leads": leads,
        "adds": _adds(request, study, structure, bound) if leads else {},
        "chosen": chosen,
        "step": BY_KEY["structure"],
        "kinds": KINDS,
    }


def _page(
    request: HttpRequest,
    study: Retrospective,
    structure: Structure,
    *,
    bound: StructureForm | None = None,
    chosen: Chosen | None = None,
    says: str = "",
    status: int = 200,
) -> HttpResponse:
    context = _context(request, study, structure, bound=bound, chosen=chosen) | {"says": says}
    if getattr(request, "htmx", False):
        return render(request, "analysis/structure/_swapped.html", context, status=status)
    services = study.incident.services.all() if policies.can_keep_structure(study, me(request)) else []
    kept = {one.service_id: one for one in kept_for(study)}
    context |= {
        "picture": draw(context["told"]) if structure.parts else Picture(),
        "kept": kept.values(),
        "services": [(service, kept.get(service.pk)) for service in services],
    }
    return render(request, "analysis/structure/structure.html", context, status=status)


@login_required
@require_GET
def structure(request: HttpRequest, study_id: UUID) -> HttpResponse:
    study = get_study(me(request), study_id)
    return _page(request, study, read_structure(study))


@login_required
@require_GET
def svg(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """The picture as a file: no link, no script, nothing from elsewhere."""
    study = get_study(me(request), study_id)
    drawn = draw(told_of(study, read_structure(study), linked=False))
    if not drawn.svg:
        raise Refusal(drawn.says, code="no_picture")
    response = HttpResponse(drawn.svg, content_type="image/svg+xml; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="control-structure.svg"'
    return response


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, study_id: UUID, noun: str) -> HttpResponse:
    """A part, an arrow or a duty more. By itself where the lists of parts would be long."""
    user = me(request)
    study = get_study(user, study_id)
    policies.check_can_name(FORMS[noun].model, study, user)
    structure, at = read_structure(study), request.POST.get("chosen", "")
    if request.method == "GET":
        context = _context(request, study, structure)
        form = context["adds"][noun]
        return render(request, "analysis/structure/add.html", context | {"form": form})
    form = FORMS[noun](
        request.POST,
        study=study,
        structure=structure,
        fixed=FROM_HERE[noun] if at and noun in FROM_HERE and _chosen_at(study, structure, at) else (),
        auto_id=f"{'from' if at else 'add'}-{noun}-%s",
    )
    came_back = not is_kept(form, lambda: form.add(user))
    if not came_back and not getattr(request, "htmx", False):
        return redirect(_place(study, noun, at))
    structure = read_structure(study) if not came_back else structure
    chosen = _chosen_at(study, structure, at, bound=form if came_back else None)
    return _page(
        request,
        study,
        structure,
        bound=form if came_back and chosen is None else None,
        chosen=chosen,
        says="" if came_back else "It is in the picture and in the table.",
        status=422 if came_back else 200,
    )


def _place(study: Retrospective, noun: str, at: str) -> str:
    """Where one goes on: at the part one started from, or at the list."""
    other, _, id = at.partition("/")
    if other in FORMS and (pk := _uuid(id)):
        return reverse("structure-one", args=[study.pk, other, pk])
    return f"{reverse('structure', args=[study.pk])}#{noun}"


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _chosen_at(
    study: Retrospective, structure: Structure, at: str, *, bound: StructureForm | None = None
) -> Chosen | None:
    """``parts/<id>`` and the like; nothing when it is gone."""
    noun, _, id = at.partition("/")
    pk = _uuid(id)
    found = (
        FORMS[noun].model._default_manager.filter(retrospective=study, pk=pk).first() if noun in FORMS and pk else None
    )
    return _choose(study, structure, noun, found, bound=bound) if found else None


def _find(user: Person, study_id: UUID, noun: str, id: UUID) -> tuple[Retrospective, OfStudy]:
    study = get_study(user, study_id)
    found = FORMS[noun].model._default_manager.filter(retrospective=study, pk=id).first()
    if found is None:
        raise NotFound(TAKEN_OUT)
    found.retrospective = study
    return study, found


def _typed_now(kind: type[StructureForm], found: OfStudy) -> dict[str, Any]:
    if not type(found)._default_manager.filter(pk=found.pk).exists():
        raise NotFound(TAKEN_OUT)
    study = found.retrospective
    found.refresh_from_db()
    found.retrospective = study
    return kind.typed(found)


@login_required
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, study_id: UUID, noun: str, id: UUID) -> HttpResponse:
    """One part, arrow or duty: read by all readers of the study, changed by whoever leads it."""
    user = me(request)
    try:
        study, found = _find(user, study_id, noun, id)
    except NotFound:
        if request.method == "GET":
            raise
        return _gone(request, get_study(user, study_id), noun)
    structure, kind = read_structure(study), FORMS[noun]
    if request.method == "GET":
        return _one(request, study, structure, _choose(study, structure, noun, found))
    policies.check_can_change_part(found, user)
    now = kind.typed(found)
    form = kind(request.POST, initial=now, study=study, structure=structure, auto_id="one-%s")
    knowing(form, now)
    try:
        kept = is_kept(
            form, lambda: unless_changed(form, partial(_typed_now, kind, found), lambda: form.change(found, user))
        )
    except NotFound:
        return _gone(request, study, noun)
    if kept:
        if not getattr(request, "htmx", False):
            return redirect(f"{reverse('structure', args=[study.pk])}#{noun}")
        structure = read_structure(study)
        chosen = _chosen_at(study, structure, f"{noun}/{id}")
        return _page(request, study, structure, chosen=chosen, says="It is kept, in the picture and in the table.")
    chosen = _choose(study, structure, noun, found, form=form)
    if getattr(request, "htmx", False):
        return _page(request, study, structure, chosen=chosen, status=422)
    return _one(request, study, structure, chosen, status=422)


def _gone(request: HttpRequest, study: Retrospective, noun: str) -> HttpResponse:
    """It was taken out while somebody wrote: what was typed waits in the form that adds one."""
    policies.check_can_name(FORMS[noun].model, study, me(request))
    structure = read_structure(study)
    form = FORMS[noun](request.POST, study=study, structure=structure, auto_id=f"add-{noun}-%s")
    form.add_error(None, TAKEN_OUT_MEANWHILE)
    return _page(request, study, structure, bound=form, status=422)


def _one(
    request: HttpRequest, study: Retrospective, structure: Structure, chosen: Chosen, status: int = 200
) -> HttpResponse:
    is_htmx = bool(getattr(request, "htmx", False))
    template = "_one.html" if is_htmx else "one.html"
    context = _context(request, study, structure, chosen=chosen) | {"opened": True, "htmx": is_htmx}
    return render(request, f"analysis/structure/{template}", context, status=status)


@login_required
@require_GET
def chosen(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """What was chosen in the picture: ``?chosen=parts/<id>``."""
    noun, _, id = request.GET.get("chosen", "").partition("/")
    pk = _uuid(id)
    if noun not in FORMS or pk is None:
        raise NotFound(TAKEN_OUT)
    study, found = _find(me(request), study_id, noun, pk)
    structure = read_structure(study)
    return _one(request, study, structure, _choose(study, structure, noun, found))


@login_required
@require_POST
def removal(request: HttpRequest, study_id: UUID, noun: str, id: UUID) -> HttpResponse:
    user = me(request)
    try:
        study, found = _find(user, study_id, noun, id)
    except NotFound:
        study = get_study(user, study_id)
    else:
        if isinstance(found, SystemPart):
            told = request.POST.get("with_it", "")
            take_out_part(
                found, by=user, with_it=int(told) if told.isdecimal() and len(told) < 6 else len(tied_to(found)) + 1
            )
        else:
            remove(found, by=user)
    if not getattr(request, "htmx", False):
        return redirect(f"{reverse('structure', args=[study.pk])}#{noun}")
    return _page(request, study, read_structure(study), says="It is taken out.")
