"""``{% met_before study %}``: up to three earlier studies that met some of the same, and where all of it stands."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from secondstory.analysis.patterns import met_before as find
from secondstory.analysis.patterns import studies_of_its_services
from secondstory.incidents.models import Incident, Retrospective

register = template.Library()
MOST = 3
LOOKED_AT = 40  # ties; more than the first three studies are likely to have


@register.inclusion_tag("analysis/_met_before.html", takes_context=True)
def met_before(context: Context, study: Retrospective, only_if_any: bool = False) -> dict[str, Any]:
    """``only_if_any`` says nothing where there is nothing to say. Two statements, however many studies there are."""
    return {
        "study": study,
        "met": find(study, context["request"].user, most=LOOKED_AT)[:MOST],
        "only_if_any": only_if_any,
    }


@register.inclusion_tag("analysis/_met_its_services.html", takes_context=True)
def met_its_services(context: Context, incident: Incident) -> dict[str, Any]:
    """Beside an incident: up to three earlier studies at the same services. One statement."""
    return {"studies": studies_of_its_services(incident, context["request"].user)[:MOST]}
