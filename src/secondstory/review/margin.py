"""What was said in review, for the margin of the write-up (connected in config/wiring.py)."""

from __future__ import annotations

from django.urls import reverse

from secondstory.incidents.models import Retrospective
from secondstory.people.audience import Who
from secondstory.playbook.transitions import State
from secondstory.review.models import Comment
from secondstory.review.standing import standing
from secondstory.writeup.margin import Margin, MarginNote
from secondstory.writeup.voices import Voices, voices


def margin(study: Retrospective, user: Who) -> Margin:
    """Every comment of the study that ``user`` may see by now, by roles; and what stands (at most four statements)."""
    said = list(Comment.objects.opened_to(user).filter(round__retrospective=study).order_by("created_at", "id"))
    shown = voices(study.pk) if said else Voices()
    return Margin(
        notes=tuple(
            MarginNote(
                id=one.pk,
                section=one.section_id,
                kind=one.get_kind_display(),
                state=one.get_state_display(),
                text=one.text,
                by=one.round_name or shown.of(one.created_by_id),
                at=one.created_at,
                quote=one.quote,
                answer=one.answer,
                is_open=one.state == Comment.State.OPEN,
                from_today=one.from_today,
                is_of_day=one.reader is not None,
            )
            for one in said
        ),
        standing=standing(study) if any(one.state == Comment.State.STANDS for one in said) else (),
        url=reverse("review", args=[study.pk]) if study.state == State.REVIEWING else "",
    )
