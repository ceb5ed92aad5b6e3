"""Bylines where they stand: under a text, a work note, an idea, and under a text's version for outside."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from secondstory.bylines.forms import SignForm
from secondstory.bylines.models import Byline
from secondstory.bylines.policies import can_sign
from secondstory.bylines.queries import Thing, kind_of, under
from secondstory.incidents.parts import parts_of
from secondstory.outside.models import OutsideText
from secondstory.people.models import Person
from secondstory.publishing.models import Publication


def bylines(request: HttpRequest, thing: Any, form: SignForm | None = None) -> SafeString:
    """Who signed, and for whoever may, the way to sign. Nothing at all where nobody did and nobody may."""
    user = request.user
    signed = list(under(thing).visible_to(user).in_order())
    # Whoever has no part in it is not asked twice: the page knows their parts already.
    asked = isinstance(user, Person) and (
        not isinstance(thing, Publication) or bool(parts_of(user, thing.retrospective))
    )
    may = asked and can_sign(thing, user)
    own = next((one for one in signed if one.person_id == user.pk), None)
    if not (signed or may):
        return mark_safe("")
    if may and form is None and isinstance(user, Person):
        form = sign_form(thing, user, own)
    context = {"bylines": signed, "own": own, "form": form, "kind": kind_of(thing), "thing": thing}
    return render_to_string("bylines/_bylines.html", context, request)


def sign_form(thing: Thing, person: Person, own: Byline | None = None, data: Any = None) -> SignForm:
    for_text = isinstance(thing, Publication)
    return SignForm(data, person=person, for_text=for_text, initial=SignForm.said(own), auto_id="byline-%s")


def outside(request: HttpRequest, text: OutsideText) -> SafeString:
    """Those who said so for outside, under a version of their text. Beside its bytes, as everywhere."""
    signed = list(
        Byline.objects.filter(
            publication__retrospective__outside_versions__text=text, also_outside=True, person__is_active=True
        ).in_order()
    )
    return render_to_string("bylines/_bylines.html", {"bylines": signed}, request) if signed else mark_safe("")
