"""The five places every page leads to. A place whose address is not there yet is left out."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

PLACES = (
    ("home", "Home"),
    ("library", "Library"),
    ("questions", "Open questions"),
    ("work-notes", "How work is done"),
    ("how-we-work", "How we work"),
)


@dataclass(frozen=True)
class Place:
    name: str
    label: str
    url: str
    here: bool


def address(name: str, *args: object) -> str:
    """The address of a named page, or nothing when this installation has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def places(path: str, here: str = "") -> list[Place]:
    """`here` names the current place; without it the longest address that begins the path is."""
    known = [(name, label, url) for name, label in PLACES if (url := address(name))]
    if not here:
        begins = [(len(url), name) for name, _, url in known if path.startswith(url) and url != "/"]
        here = max(begins)[1] if begins else ("home" if path == "/" else "")
    return [Place(name, label, url, name == here) for name, label, url in known]
