"""Services: a name, one line, and who looks after it."""

from __future__ import annotations

from django.utils.text import slugify

from secondstory.journal.actions import action, record
from secondstory.organization.slugs import free_slug
from secondstory.people.models import Person, Service, Team
from secondstory.people.refusals import Conflict


@action
def keep_service(
    name: str, *, by: Person, about: str = "", team: Team | None = None, service: Service | None = None
) -> Service:
    """Add a service, or correct one. Everybody who is here may: the catalogue is only useful when it is right."""
    name, about = name.strip(), about.strip()
    same = Service.objects.filter(name__iexact=name)
    if service:
        same = same.exclude(pk=service.pk)
    if same.exists():
        raise Conflict("A service of this name is already there.", code="service_exists", field="name")
    if service is None:
        slug = free_slug(Service, slugify(name)[:110] or "service")
        service = Service.objects.create(name=name, slug=slug, about=about, team=team, created_by=by)
        record("service.added", about=service, by=by)
    elif (service.name, service.about, service.team) != (name, about, team):
        service.name, service.about, service.team = name, about, team
        service.save(update_fields=["name", "about", "team"])
        record("service.changed", about=service, by=by)
    return service
