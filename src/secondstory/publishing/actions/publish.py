"""A final edition goes into the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from secondstory.analysis.models import ControlAssessment, SystemicFactor, SystemicKind
from secondstory.incidents.models import Retrospective
from secondstory.incidents.words import prose
from secondstory.journal.actions import action, record
from secondstory.people.refusals import Refusal
from secondstory.publishing.citing import slugs_in
from secondstory.publishing.models import Citation, Facet, Publication
from secondstory.publishing.policies import check_can_publish, check_circle
from secondstory.publishing.slugs import free_slug
from secondstory.publishing.text import first_paragraph
from secondstory.review.models import Edition
from secondstory.review.reading import read_edition
from secondstory.ui.moments import zone_of

if TYPE_CHECKING:
    from secondstory.people.models import Person

ANNOUNCEMENT = 2000


@action
def publish(study: Retrospective, *, audience: str, by: Person, announcement: str = "") -> Publication:
    """Publish the study's edition to ``audience``, which lies within what review confirmed.

    Publishing again to the same circle changes nothing; a withdrawn publication comes back at its old
    address. The address never changes: it is in other people's mails by then.
    """
    check_can_publish(study, by)
    edition = Edition.objects.filter(retrospective=study).first()
    if edition is None or not study.is_final:
        raise Refusal("Only a final text is published. Finalize the study first.", code="not_final")
    check_circle(study, audience, by)
    announcement = prose(announcement, most=ANNOUNCEMENT, field="announcement")
    found = Publication.objects.filter(retrospective=study).first()
    if found is not None:
        return _again(found, audience, by=by)
    publication = _written_down(study, edition, audience, announcement, by)
    record("publication.published", about=publication, by=by, study=study.pk, audience=audience)
    return publication


def _again(publication: Publication, audience: str, *, by: Person) -> Publication:
    if not publication.is_withdrawn:
        if publication.audience != audience:
            raise Refusal(
                "This is published already. Change who can read it where it stands.", code="published_already"
            )
        return publication
    publication.audience, publication.withdrawn_at, publication.withdrawn_because = audience, None, ""
    publication.save(update_fields=["audience", "withdrawn_at", "withdrawn_because"])
    record("publication.restored", about=publication, by=by, study=publication.retrospective_id, audience=audience)
    return publication


def _written_down(study: Retrospective, edition: Edition, audience: str, announcement: str, by: Person) -> Publication:
    document = read_edition(edition)
    incident = study.incident
    year = incident.happened_at.astimezone(zone_of(study.zone)).year
    publication = Publication.objects.create(
        edition=edition,
        retrospective=study,
        audience=audience,
        team_id=study.team_id,
        slug=free_slug(document.title, year, is_taken=lambda slug: Publication.objects.filter(slug=slug).exists()),
        title=document.title[:200],
        summary=first_paragraph(document.summary),
        kind=incident.kind,
        year=year,
        reading_minutes=document.reading_minutes,
        announcement=announcement,
        published_at=timezone.now(),
        created_by=by,
    )
    publication.services.set(incident.services.all())
    Facet.objects.bulk_create(_facets(publication, study))
    cited = Publication.objects.filter(slug__in=slugs_in(bytes(edition.canonical))).exclude(pk=publication.pk)
    Citation.objects.bulk_create(Citation(citing=publication, cited=one, created_by=by) for one in cited.order_by("pk"))
    return publication


def _facets(publication: Publication, study: Retrospective) -> list[Facet]:
    """The controls it assessed and the systemic kinds it found. The study is final, so its rows are the edition's."""
    controls = dict(
        ControlAssessment.objects.filter(retrospective=study).order_by().values_list("control_id", "control__name")
    )
    kinds = set(SystemicFactor.objects.filter(retrospective=study).order_by().values_list("kind", flat=True))
    return [
        *(
            Facet(publication=publication, kind=Facet.Kind.CONTROL, key=str(key), label=name)
            for key, name in controls.items()
        ),
        *(
            Facet(publication=publication, kind=Facet.Kind.FACTOR, key=kind, label=SystemicKind(kind).label)
            for kind in sorted(kinds)
        ),
    ]
