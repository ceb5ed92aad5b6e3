"""What can be questioned, and what it is called: a step of the process, a practice, or any page of the house.

A page is known by the name of its address alone. Which study it was opened for is not kept.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from secondstory.playbook.built_in import built_in
from secondstory.playbook.process import Process

STAGE, PAGE, PRACTICE = "stage", "page", "practice"
# What each page of a study belongs to, by the first word after the study in its address.
STAGE_OF_PATH = {
    "": "capture",
    "people": "accounts",
    "accounts": "accounts",
    "asked": "analysis",
    "questions": "analysis",
    "patterns": "analysis",
    "structure": "analysis",
    "work": "analysis",
    "edition": "published",
    "conversations": "accounts",
    "timeline": "timeline",
    "analysis": "analysis",
    "write-up": "writeup",
    "review": "review",
    "recommendations": "recommendations",
    "publication": "published",
}
WHOLE = "process"


def about_stage(key: str) -> str:
    return f"{STAGE}:{key}"


def about_path(path: str) -> str:
    """The element a page belongs to: the step, for a page of a study; else the page by its name; '' for none."""
    try:
        parts = urlsplit(path)
        found = resolve(parts.path)
    except (Resolver404, ValueError):
        return ""
    if found.route.startswith("retrospectives/<"):
        rest = found.route.partition(">/")[2].partition("/")[0]
        if rest in STAGE_OF_PATH:
            return about_stage(STAGE_OF_PATH[rest])
    name = found.url_name or ""
    return f"{PAGE}:{name}"[:80] if name else ""


def read_element(text: str) -> str:
    """What an address asks about: ``stage:review``, ``practice:wording``, or a path. '' is the whole process."""
    kind, _, key = text.partition(":")
    if kind in (STAGE, PAGE, PRACTICE) and key and key.replace("-", "").replace("_", "").isalnum():
        return text[:80]
    return about_path(text) if text.startswith("/") else ""


def in_words(about: str, process: Process | None, practices: dict[str, str]) -> str:
    """What pages call it, such as a step by its name."""
    kind, _, key = about.partition(":")
    if kind == STAGE:
        # Also one that was left out since.
        names = {stage.key: stage.name for stage in (*built_in().stages, *(process.stages if process else ()))}
        return f"the step ‘{names.get(key, practices.get(f'{STAGE}-{key}', key))}’"
    if kind == PRACTICE:
        return practices.get(key, key.replace("-", " "))
    if kind == PAGE:
        return f"the page ‘{key.replace('-', ' ')}’"
    return "how we work"
