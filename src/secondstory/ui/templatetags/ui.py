"""Everything pages need from the interface: `{% load ui %}`."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from secondstory.ui import assets, help, moments
from secondstory.ui.beside import beside as beside_of
from secondstory.ui.markdown import TOP_HEADING, render, render_inline
from secondstory.ui.menu import Place, address, places
from secondstory.ui.onward import onward
from secondstory.ui.outcomes import shape_and_word
from secondstory.ui.text import shorten

register = template.Library()

GLYPH = '<svg class="glyph" viewBox="0 0 16 16" aria-hidden="true"><use href="#g-{}"/></svg>'


@register.simple_tag
def glyph(name: str) -> SafeString:
    """A shape from the sprite. It is never alone: a word stands beside it."""
    return format_html(GLYPH, name)


@register.simple_tag
def asset(name: str) -> str:
    return assets.path(name)


@register.simple_tag
def outcome(value: object, label: object = "") -> SafeString:
    """How something fared or stands: a shape and its word."""
    shape, word = shape_and_word(str(value))
    return format_html('<span class="outcome outcome--{}">{}{}</span>', shape, format_html(GLYPH, shape), label or word)


@register.simple_tag
def moment(
    at: datetime | date | None,
    zone: str | ZoneInfo = "UTC",
    precision: object = "minute",
    approximate: bool = False,
    shape: str = "clock",
    until: datetime | None = None,
) -> SafeString:
    """A `<time>` in the study's zone, as precise as it is known. A behaviour adds the reader's own zone."""
    if at is None:
        return mark_safe("")
    if not isinstance(at, datetime):
        return format_html('<time datetime="{}">{}</time>', at.isoformat(), moments.day(at))
    said = moments.say(at, zone, str(precision or "minute"), approximate, shape, until)
    about = format_html('<span class="about">{}</span> ', said.about) if said.about else ""
    return format_html(
        '<time datetime="{}" title="{}" data-behaviour="own-zone-time" data-zone="{}" data-precision="{}">{}{}</time>',
        said.iso, f"{said.zone}, {said.offset}" if said.offset != said.zone else said.zone, said.zone,
        precision or "minute", about, said.text,
    )  # fmt: skip


@register.simple_tag
def zone_name(zone: str | ZoneInfo, at: datetime | None = None) -> str:
    """The zone a heading prints: 'UTC', or 'Europe/Amsterdam, UTC+1' when a moment is given."""
    where = moments.zone_of(zone)
    told = moments.offset(at, where) if at else where.key
    return where.key if told == where.key else f"{where.key}, {told}"


@register.filter
def markdown(text: str | None, top: int = TOP_HEADING) -> SafeString:
    """Markdown as HTML; its first headings become `h3`, or the level given."""
    return mark_safe(render(text or "", top))  # noqa: S308 - cleaned in render


@register.filter
def inline(text: str | None) -> SafeString:
    """Markdown within a line: emphasis, code, links; line breaks are kept as they are."""
    return mark_safe(render_inline(text or ""))  # noqa: S308 - cleaned in render_inline


@register.filter
def oneline(text: str | None, length: int = 200) -> str:
    """The text on a single line, cut at a word."""
    return shorten(text or "", length)


@register.inclusion_tag("ui/_readers.html")
def readers(
    who: object, private: bool = False, also: str = "", next: str = "", rungs: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    """Who can read this now, and what the next step of sharing would change."""
    return {"who": who, "private": private, "also": also, "next": next, "rungs": rungs}


@register.simple_tag(takes_context=True)
def main_places(context: Context) -> list[Place]:
    request = context.get("request")
    path = request.path if isinstance(request, HttpRequest) else ""
    return places(path, str(context.get("here") or ""))


@register.simple_tag(takes_context=True)
def beside(context: Context, place: str, what: Any) -> SafeString:
    """What packages above show at this place of the page (``ui/beside.py``)."""
    request = context.get("request")
    return beside_of(place, request, what) if isinstance(request, HttpRequest) else mark_safe("")


@register.simple_tag
def url_if(name: str, *args: object) -> str:
    """The address of a named page, or nothing when there is none."""
    return address(name, *args)


@register.simple_tag
def shelf(name: str, words: str) -> SafeString:
    """An item of a list that leads to a named page; nothing when there is no such page."""
    url = address(name)
    return format_html('<li><a href="{}">{}</a></li>', url, words) if url else mark_safe("")


@register.simple_tag(takes_context=True)
def help_here(context: Context) -> help.Help | None:
    """The page of the guide that is about this page, if there is one."""
    match = getattr(context.get("request"), "resolver_match", None)
    return help.about(match.url_name) if match and match.url_name else None


@register.simple_tag(takes_context=True)
def paper(context: Context) -> SafeString:
    """The reader's choice of light or dark paper, so that the page never flashes the other one."""
    request = context.get("request")
    chosen = context.get("paper_choice") or (request.COOKIES.get("paper") if isinstance(request, HttpRequest) else None)
    return format_html(' data-theme="{}"', chosen) if chosen in ("light", "dark") else mark_safe("")


@register.inclusion_tag("ui/_pager.html", takes_context=True)
def pager(context: Context, newer: str | None = None, older: str | None = None) -> dict[str, Any]:
    """Links to the pages beside this one. Cursors, not page numbers: nothing is counted."""
    request = context.get("request")
    here = request.GET.copy() if isinstance(request, HttpRequest) else None

    def link(name: str, cursor: str | None) -> str:
        if not cursor:
            return ""
        if here is None:
            return f"?{name}={cursor}"
        query = here.copy()
        query.pop("before", None)
        query.pop("after", None)
        query[name] = cursor
        return f"?{query.urlencode()}"

    return {"newer": link("after", newer), "older": link("before", older)}


@register.inclusion_tag("ui/_onward.html", takes_context=True)
def leads_on(context: Context, thing: str, key: object = "", in_a_line: bool = False) -> dict[str, Any]:
    """What the steps above put beside this thing: where it is talked about, who reads it together."""
    return {"lines": onward(thing, key, context.get("user")), "in_a_line": in_a_line}


@register.simple_tag
def thread(walked: int, steps: int) -> SafeString:
    """The steps of a study in one line: so many walked, a ring where it is, dots for those to come."""
    gone = "".join(f"M{22 * step} 7h12" for step in range(walked))
    ring = format_html('<circle cx="{}" cy="7" r="5"/>', 22 * walked + 6) if walked < steps else ""
    ahead = steps - walked - 1
    dots = (
        format_html('<path class="thread__to" d="M{} 7h{}"/>', 22 * walked + 28, 22 * (ahead - 1) + 1)
        if ahead > 0
        else ""
    )
    return format_html(
        '<svg class="thread" viewBox="0 0 {} 14" preserveAspectRatio="xMinYMid" aria-hidden="true">'
        '<path d="{}"/>{}{}</svg>',
        22 * steps, gone, ring, dots,
    )  # fmt: skip
