"""Invariant 5: no query, page, API or export groups anything by person.

A number beside a name is read as a grade, whatever it counts. The scan reads the source: a chain of queryset
calls that both groups by a person and aggregates, a Counter or groupby over one, SQL that does, a name that
promises it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from tests.architecture.reading import ROOT, modules, plain, said_in_python

AGGREGATES = {"Count", "Sum", "Avg", "Max", "Min", "StdDev", "Variance", "ArrayAgg", "StringAgg", "JSONBAgg", "Rank"}
GROUPS = {"values", "values_list", "annotate", "alias", "distinct", "order_by"}
TALLIES = {"Counter", "groupby"}
PROMISES = re.compile(
    r"\b(?:per|by|for each) (?:person|people|author|engineer|owner|responder|participant|member|user)\b"
    r"|\b(?:person|people|author|engineer|owner|responder|participant|member|user) "
    r"(?:counts?|totals?|scores?|ranks?|ranking|stats|statistics)\b"
    r"|\bleader ?boards?\b|\btop (?:people|authors|engineers|responders|contributors)\b"
)
# Where a promise of that shape means something else: (file, words) with the reason.
ALLOWED: dict[tuple[str, str], str] = {}


# Numbers on something that there is one of for each person, and what they are for.
NUMBERS: dict[str, str] = {"FeedKey.number": "which of somebody's own feed addresses is the valid one"}


def is_person(model: object) -> bool:
    return isinstance(model, type) and issubclass(model, models.Model) and model._meta.label == settings.AUTH_USER_MODEL


def person_fields() -> set[str]:
    """The names under which any model of the house points to a person: ``owner``, ``created_by_id``, …"""
    names = set()
    for model in apps.get_models():
        if model.__module__.startswith("secondstory."):
            for field in model._meta.concrete_fields:
                if field.is_relation and is_person(field.related_model):
                    names |= {field.name, field.attname}
    return names | {"participant", "participant_id"}


def leads_to_person(path: str, people: set[str]) -> bool:
    return any(step in people for step in path.removeprefix("-").split("__"))


def chain(call: ast.Call) -> Iterator[tuple[str, ast.Call]]:
    """``a.b(…).c(…)`` as ('c', …), ('b', …): each call of the chain with its method's name."""
    node: ast.expr = call
    while isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute):
            yield node.func.attr, node
            node = node.func.value
        else:
            return


def root_of(call: ast.Call) -> str:
    node: ast.expr = call
    while True:
        match node:
            case ast.Call(func=inner) | ast.Attribute(value=inner):
                node = inner
            case ast.Name(id=name):
                return name
            case _:
                return ""


def names_in(node: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)} | {
        n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)
    }


def strings_in(node: ast.Call) -> set[str]:
    return {
        n.value
        for argument in [*node.args, *(keyword.value for keyword in node.keywords)]
        for n in ast.walk(argument)
        if isinstance(n, ast.Constant) and isinstance(n.value, str)
    }


def counted(source: str, people: set[str]) -> list[str]:
    """Lines of ``source`` that count, rank or sum something for each person."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        calls = list(chain(node))
        own = {name: [call for method, call in calls if method == name] for name in {m for m, _ in calls}}
        summed = [c for m in ("annotate", "aggregate", "alias") for c in own.get(m, []) if _arguments(c) & AGGREGATES]
        if summed:
            grouped = any(
                leads_to_person(path, people)
                for m in ("values", "values_list")
                for c in own.get(m, [])
                for path in strings_in(c)
            )
            of_people = root_of(node) in {"Person", "User"} or (
                "partition_by" in {k.arg for c in summed for k in ast.walk(c) if isinstance(k, ast.keyword)}
                and any(leads_to_person(path, people) for c in summed for path in strings_in(c))
            )
            if grouped or of_people:
                found.append(f"line {node.lineno}: {ast.unparse(node)[:110]}")
        if isinstance(node.func, ast.Name | ast.Attribute) and _called(node) in TALLIES:
            touched = {n for argument in [*node.args, *(k.value for k in node.keywords)] for n in names_in(argument)}
            paths = strings_in(node)
            if touched & people or any(leads_to_person(path, people) for path in paths):
                found.append(f"line {node.lineno}: {ast.unparse(node)[:110]}")
    for text in said_in_python(source):
        sql = re.search(r"\bgroup\s+by\b(.*)", text, re.I | re.S)
        if sql and set(re.findall(r"\w+", sql.group(1).lower())) & people:
            found.append(f"SQL: {text[:110]}")
    return found


def _called(node: ast.Call) -> str:
    return (
        node.func.id
        if isinstance(node.func, ast.Name)
        else node.func.attr
        if isinstance(node.func, ast.Attribute)
        else ""
    )


def _arguments(call: ast.Call) -> set[str]:
    return {n for argument in [*call.args, *(k.value for k in call.keywords)] for n in names_in(argument)}


def promised(said: str) -> str:
    found = PROMISES.search(plain(said))
    return found.group() if found else ""


@pytest.mark.requirement("R-000-10", "R-000-47")
def test_invariant_05_no_query_groups_by_person():
    people = person_fields()
    assert {"created_by", "created_by_id", "owner", "raised_by", "person"} <= people
    sources = [path for path in modules() if path.parent.name != "migrations"]
    assert len(sources) > 100
    found = [f"{path.relative_to(ROOT)} {hit}" for path in sources for hit in counted(path.read_text("utf-8"), people)]
    assert found == []


@pytest.mark.requirement("R-000-47")
def test_invariant_05_no_name_in_the_code_promises_it():
    """Fields of exports and of the command line's JSON, functions, columns: none is called so."""
    found = [
        f"{path.relative_to(ROOT)}: {said[:80]!r} says {words!r}"
        for path in modules()
        for said in said_in_python(path.read_text("utf-8"))
        if (words := promised(said)) and (str(path.relative_to(ROOT)), words) not in ALLOWED
    ]
    assert found == []


@pytest.mark.requirement("R-000-47")
def test_invariant_05_no_number_hangs_on_a_person():
    """Not on the person, nor on anything that there is one of for each."""
    numbers = (models.IntegerField, models.FloatField, models.DecimalField, models.DurationField)
    Person = apps.get_model(settings.AUTH_USER_MODEL)
    beside = [
        model
        for model in apps.get_models()
        if model.__module__.startswith("secondstory.")
        and any(isinstance(f, models.OneToOneField) and is_person(f.related_model) for f in model._meta.concrete_fields)
    ]
    found = [
        f"{model.__name__}.{field.name}"
        for model in [Person, *beside]
        for field in model._meta.concrete_fields
        if isinstance(field, numbers)
    ]
    assert set(found) <= set(NUMBERS)


# The scan itself can see.


@pytest.mark.parametrize(
    "source",
    [
        'Finding.objects.values("created_by").annotate(n=Count("pk"))',
        'Finding.objects.filter(kind="control").values_list("created_by_id").order_by("-n").annotate(n=Count("pk"))',
        'Entry.objects.annotate(n=Count("pk")).values("retrospective__created_by__display_name", "n")',
        'Person.objects.annotate(n=Count("study_roles")).order_by("-n")',
        'Person.objects.filter(is_active=True).aggregate(most=Max("recommendations__id"))',
        'Finding.objects.annotate(n=Window(Count("pk"), partition_by="owner"))',
        "Counter(finding.created_by for finding in findings)",
        "collections.Counter(row.owner_id for row in rows)",
        'groupby(rows, key=attrgetter("owner"))',
        'cursor.execute("SELECT count(*) FROM analysis_finding GROUP BY created_by_id")',
    ],
)
def test_counting_by_person_is_seen(source):
    assert counted(source, person_fields())


@pytest.mark.parametrize(
    "source",
    [
        'Following.objects.values("mystery_id").annotate(n=Count("pk"))',
        "Finding.objects.filter(created_by=user).count()",
        'Finding.objects.values_list("created_by", flat=True)',
        "Counter(finding.kind for finding in findings)",
        'Section.objects.filter(writeup__retrospective=study).aggregate(last=Max("written_at"))',
        'cursor.execute("SELECT count(*) FROM analysis_finding GROUP BY kind")',
    ],
)
def test_other_counting_is_left_alone(source):
    assert not counted(source, person_fields())


@pytest.mark.parametrize(
    "name", ["findings_per_person", "incidentsByEngineer", "author_count", "leaderboard", "top_responders"]
)
def test_a_name_that_promises_it_is_seen(name):
    assert promised(name)


@pytest.mark.parametrize("name", ["created_by", "by_name", "person", "owner_team", "counts", "top"])
def test_other_names_are_left_alone(name):
    assert not promised(name)
