"""How work is done: work notes and cues. A list to look through, one of them, telling it, changing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.analysis import policies
from secondstory.analysis.actions.cues import change_cue, tell_cue
from secondstory.analysis.actions.known_here import take_out
from secondstory.analysis.actions.work_notes import change_work_note, tell_work_note
from secondstory.analysis.forms.how_we_know import WayForm
from secondstory.analysis.forms.known import CueForm, KnownFilter, KnownForm, WorkNoteForm
from secondstory.analysis.models import Cue, FromTalk, HowWeKnow, KnownHere, Mystery, WorkNote, WorkTheme
from secondstory.analysis.views.offered import offers_on, take_offer
from secondstory.analysis.views.questions import team_for
from secondstory.analysis.views.telling import tell_form
from secondstory.incidents.keyset import page
from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import can_contribute
from secondstory.incidents.study import frame, get_study
from secondstory.people.models import Person, Service
from secondstory.people.refusals import NotFound, Refusal
from secondstory.ui.forms import ChangedMeanwhile, Form, knowing, unless_changed
from secondstory.ui.me import me
from secondstory.ui.text import unstorable

THEMES = 60


@dataclass(frozen=True, slots=True)
class Kind:
    """Work notes or cues: their words, their form, their verbs and where they stand."""

    model: type[Any]
    address: str
    many: str
    form: type[KnownForm]
    tell: Callable[..., KnownHere]
    change: Callable[..., object]
    sought: tuple[str, ...]
    beside: tuple[str, ...]

    def get(self, user: Person, thing_id: UUID) -> Any:
        """The one, if this person reads it; else NotFound, as if it were not there."""
        rows: Any = self.model._default_manager
        readable = rows.visible_to(user).knowing_study_of(user).select_related("retrospective", "team")
        found = readable.filter(pk=thing_id).first()
        if found is None:
            raise NotFound()
        return found


WORK = Kind(
    WorkNote,
    "work-note",
    "work-notes",
    WorkNoteForm,
    tell_work_note,
    change_work_note,
    ("topic", "done", "imagined", "constraints", "source", "themes__name", "artefacts__text"),
    ("services", "themes"),
)
CUES = Kind(Cue, "cue", "cues", CueForm, tell_cue, change_cue, ("text", "tells", "domain"), ("services",))
KINDS: dict[str, Kind] = {kind.address: kind for kind in (WORK, CUES)}


@login_required
@require_GET
def many(request: HttpRequest, kind: str) -> HttpResponse:
    """What this person reads of it, newest first, by service, theme or kind, and by words."""
    user, known = me(request), KINDS[kind]
    readable: QuerySet[Any] = known.model._default_manager.visible_to(user)
    services = Service.objects.filter(**{f"{known.model.__name__.lower()}s__in": readable}).distinct()
    narrowed = KnownFilter(
        request.GET,
        services=[(one.slug, one.name) for one in services],
        under=Cue.Kind.choices if known is CUES else _themes(readable),
        label="Kind" if known is CUES else "Theme",
    )
    rows: Any = readable
    for word in narrowed.asked("q").split()[:8]:
        sought = Q()
        for name in known.sought:
            sought |= Q(**{f"{name}__icontains": word})
        rows = rows.filter(pk__in=readable.filter(sought).values("pk"))
    if service := narrowed.asked("service"):
        rows = rows.filter(services__slug=service)
    if under := narrowed.asked("under"):
        rows = rows.filter(kind=under) if known is CUES else rows.filter(themes__name__iexact=under).distinct()
    shown = rows.select_related("retrospective", "team").prefetch_related(*known.beside).knowing_study_of(user)
    context = {
        "page": page(shown, request.GET, by="created_at"),
        "narrowed": narrowed,
        "under": narrowed.asked("under"),
        "is_narrowed": any(narrowed.asked(name) for name in ("q", "service", "under")),
    }
    return render(request, f"analysis/{known.many.replace('-', '_')}.html", context)


def _themes(readable: QuerySet[Any]) -> list[tuple[str, str]]:
    """Each theme once, however it is written, in the order of the alphabet."""
    names = WorkTheme.objects.filter(note__in=readable).order_by("name").values_list("name", flat=True).distinct()
    return list({name.casefold(): (name.casefold(), name) for name in names[:THEMES]}.values())


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, kind: str, study_id: UUID | None = None) -> HttpResponse:
    """Telling one, in a study or by itself."""
    user, known = me(request), KINDS[kind]
    study = get_study(user, study_id) if study_id else None
    begun = {"kind": request.GET.get("what", "")} if request.GET.get("what") in Cue.Kind.values else {}
    # From a page about something that is written down: told of that.
    written = request.GET.get("written", "")
    if written.startswith(("https://", "http://")) and not unstorable(written):
        begun["procedure"] = written[:500]
    form = known.form(request.POST if request.method == "POST" else None, of_study=study is not None, initial=begun)
    if form.is_bound and form.is_valid():
        try:
            team = None if study else team_for(user, form.told["audience"])
            thing = known.tell(by=user, study=study, team=team, **form.told)
        except NotFound:
            raise
        except Refusal as refusal:
            if refusal.field not in form.fields and refusal.field != "artefacts":
                raise
            tell_form(form, refusal)
        else:
            messages.success(request, "It is kept.")
            if known.model._default_manager.visible_to(user).filter(pk=thing.pk).exists():
                return redirect(known.address, thing.pk)
            return redirect(known.many)
    context = {"form": form, "known": known, "study": study, **(frame(study, current="analysis") if study else {})}
    template = "analysis/known_new_in_study.html" if study else "analysis/known_new.html"
    return render(request, template, context, status=422 if form.errors else 200)


@login_required
@require_GET
def one(request: HttpRequest, thing_id: UUID, kind: str) -> HttpResponse:
    return known_page(request, KINDS[kind].get(me(request), thing_id), KINDS[kind])


def known_page(request: HttpRequest, thing: Any, known: Kind, bound: Mapping[str, Form] | None = None) -> HttpResponse:
    """One of them; ``bound`` are forms that came back, by their name there."""
    user = me(request)
    own_address = reverse(known.address, args=[thing.pk])
    # Where a question was asked is for readers of its study; asked of no study, for whoever reads this page.
    asked = (
        Mystery.objects.visible_to(user)
        .filter(Q(place=own_address) | Q(place__startswith=f"{own_address}#"))
        .knowing_study_of(user)
        .filter(Q(retrospective=None) | Q(reads_study=True))
        .with_followers()
        .order_by("created_at", "id")
    )
    context = {
        "thing": thing,
        "known": known,
        "services": thing.services.all(),
        "can_change": policies.can_change_known(thing, user),
        "own_address": own_address,
        "asked": asked,
        "procedure": _followed(thing) if known is WORK else "",
        "words_address": reverse(f"{known.address}-words", args=[thing.pk]),
        "removal_address": reverse(f"{known.address}-removal", args=[thing.pk]),
        **offers_on(thing, user),
        **(
            {"themes": thing.themes.all(), "artefacts": thing.artefacts.all(), "ways": _ways(thing)}
            if known is WORK
            else {}
        ),
        "from_talk": _from_talk(thing, user) if known is WORK else None,
        "way_form": WayForm(auto_id="way-%s") if known is WORK else None,
        **(bound or {}),
    }
    return render(request, f"analysis/{known.address.replace('-', '_')}.html", context, status=422 if bound else 200)


def _from_talk(note: WorkNote, user: Person) -> FromTalk | None:
    """The conversation it was begun from, for whoever reads that, too."""
    return FromTalk.objects.visible_to(user).filter(note=note).select_related("conversation").first()


def _ways(note: WorkNote) -> list[tuple[HowWeKnow, str]]:
    """In which ways it is known, with an address where one may follow it."""
    return [(one, one.url if one.url.startswith(("https://", "http://")) else "") for one in note.ways.all()]


def _followed(note: WorkNote) -> str:
    """The procedure's address, when one may follow it; an import may have brought something else."""
    return note.procedure if note.procedure.startswith(("https://", "http://")) else ""


@login_required
@require_http_methods(["GET", "POST"])
def words(request: HttpRequest, thing_id: UUID, kind: str) -> HttpResponse:
    """Saying it anew. Of two who do so at once, the second is asked."""
    user, known = me(request), KINDS[kind]
    thing = known.get(user, thing_id)
    policies.check_can_change_known(thing, user)
    now = known.form.shown(thing)
    form = known.form(
        request.POST if request.method == "POST" else None,
        of_study=thing.retrospective is not None,
        is_new=False,
        initial=now,
    )
    knowing(form, now)
    if form.is_bound and form.is_valid():
        told = {name: said for name, said in form.told.items() if name != "seen"}
        try:
            unless_changed(
                form, lambda: known.form.shown(known.get(user, thing_id)), lambda: known.change(thing, by=user, **told)
            )
        except NotFound:
            raise
        except ChangedMeanwhile:
            pass
        except Refusal as refusal:
            if refusal.field not in form.fields and refusal.field != "artefacts":
                raise
            tell_form(form, refusal)
        else:
            return redirect(known.address, thing.pk)
    context = {"form": form, "thing": thing, "known": known}
    return render(request, "analysis/known_words.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def removal(request: HttpRequest, thing_id: UUID, kind: str) -> HttpResponse:
    known = KINDS[kind]
    take_out(known.get(me(request), thing_id), by=me(request))
    messages.success(request, "It is taken out.")
    return redirect(known.many)


@login_required
@require_POST
def offer(request: HttpRequest, thing_id: UUID, kind: str) -> HttpResponse:
    known = KINDS[kind]
    thing = known.get(me(request), thing_id)
    return take_offer(request, thing, partial(known_page, request, thing, known))


@login_required
@require_GET
def of_study(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """How this work is really done, as a study found it, and what was understood."""
    user = me(request)
    study: Retrospective = get_study(user, study_id)
    cues = list(Cue.objects.filter(retrospective=study).order_by("created_at", "id"))
    context = {
        "notes": WorkNote.objects.filter(retrospective=study).order_by("created_at", "id"),
        "insights": [cue for cue in cues if cue.kind == Cue.Kind.INSIGHT],
        "cues": [cue for cue in cues if cue.kind != Cue.Kind.INSIGHT],
        "may_tell": can_contribute(study, user),
    }
    return render(request, "analysis/study_work.html", {**frame(study, current="analysis"), **context})
