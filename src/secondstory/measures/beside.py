"""What stands under a published text: notes of readers, two short questions, and how far it travelled."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from secondstory.analysis.models import Cue
from secondstory.incidents.parts import parts_of
from secondstory.measures.forms import LearnedForm, PulseForm
from secondstory.measures.models import ReaderNote
from secondstory.measures.reach import Reach, reach_of
from secondstory.measures.sums import Told, told_of
from secondstory.people.models import Person
from secondstory.publishing.circles import readers_in_words
from secondstory.publishing.models import Publication
from secondstory.ui.forms import knowing

MOST = 50
ANSWERED = "answered"
FEW = 5


@dataclass(frozen=True, slots=True)
class Learned:
    publication: Publication
    mine: ReaderNote | None
    shared: list[ReaderNote]
    form: LearnedForm
    pulse: list[Told]
    pulse_form: PulseForm | None
    reach: Reach
    understood: list[Cue]
    took_part: bool
    who_reads: str


def form_of(mine: ReaderNote | None) -> LearnedForm:
    now = LearnedForm.shown(mine)
    return knowing(LearnedForm(initial=now, auto_id="learned-%s"), now)


def learned_of(
    request: HttpRequest,
    publication: Publication,
    user: Person,
    form: LearnedForm | None = None,
    pulse_form: PulseForm | None = None,
) -> Learned:
    """At most nine statements. ``form`` and ``pulse_form`` are forms that came back."""
    notes = list(ReaderNote.objects.filter(publication=publication).visible_to(user).in_order()[:MOST])
    mine = next((one for one in notes if one.person_id == user.pk), None)
    answered = ANSWERED in request.COOKIES
    insights = Cue.objects.visible_to(user).filter(retrospective=publication.retrospective_id, kind=Cue.Kind.INSIGHT)
    return Learned(
        publication,
        mine,
        [one for one in notes if one.readers == ReaderNote.Readers.READERS and one is not mine],
        form or form_of(mine),
        told_of(publication),
        pulse_form or (None if answered else PulseForm(auto_id="pulse-%s")),
        reach_of(publication, user),
        list(insights.order_by("created_at", "id")[:FEW]),
        bool(parts_of(user, publication.retrospective)),
        readers_in_words(publication.audience, publication.team.name if publication.team else ""),
    )


def learned(request: HttpRequest, publication: Publication) -> SafeString:
    """For colleagues; somebody outside reads the text alone."""
    if not isinstance(request.user, Person) or not request.user.is_active:
        return mark_safe("")
    shown = {"it": learned_of(request, publication, request.user)}
    return render_to_string("measures/_learned.html", shown, request)
