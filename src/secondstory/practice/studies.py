"""Studies as people name them: one address a line."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from django.urls import Resolver404, resolve, reverse

from secondstory.incidents.models import Retrospective
from secondstory.people.audience import Who
from secondstory.people.refusals import Refusal
from secondstory.practice.models import Proposal, ShownBy
from secondstory.publishing.models import Publication

MOST = 10


@dataclass(frozen=True, slots=True)
class Shown:
    title: str
    url: str


def read_studies(text: str, user: Who) -> list[UUID]:
    """The studies that ``text`` names, each once. A refusal quotes the line that leads to none."""
    found: dict[UUID, None] = {}
    for row in filter(None, map(str.strip, text.splitlines())):
        study = _read(row, user)
        if study is None:
            raise Refusal(
                f"‘{row[:80]}’ is no study that you can read. Give the address of a study or of a published text.",
                code="no_study",
                field="studies",
            )
        found[study] = None
    if len(found) > MOST:
        raise Refusal(f"At most {MOST} studies; there are {len(found)}. Keep the clearest.", field="studies")
    return list(found)


def _read(address: str, user: Who) -> UUID | None:
    try:
        page = resolve(urlsplit(address).path)
    except (Resolver404, ValueError):
        return None
    if page.url_name == "publication":
        rows = Publication.objects.visible_to(user).filter(slug=page.kwargs["slug"])
        return rows.values_list("retrospective_id", flat=True).first()
    study_id = page.kwargs.get("study_id")
    if study_id and Retrospective.objects.visible_to(user).filter(pk=study_id).exists():
        return UUID(str(study_id))
    return None


def studies_of(proposal: Proposal, user: Who) -> list[Shown]:
    """Those that this person reads. Nothing tells of any other."""
    shown = []
    for one in ShownBy.objects.filter(proposal=proposal).visible_to(user).in_order():
        if vars(one)["reads_text"]:
            text = one.study.publication
            shown.append(Shown(text.title, reverse("publication", args=[text.slug])))
        else:
            shown.append(Shown(one.study.title, reverse("study", args=[one.study.pk])))
    return shown
