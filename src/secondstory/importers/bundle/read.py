"""``retro.json``, alone or in its zip, read into rows that can be stored. Nothing is written, no database is asked."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NoReturn
from uuid import UUID

from secondstory.exporters.bundle.tables import (
    ADDED_LATER,
    AMENDMENTS,
    EDITIONS,
    FIELDS_ADDED_LATER,
    FORMAT,
    INCIDENT,
    NOTES,
    PARTICIPANTS,
    SAID_EARLIER,
    SOMEBODY,
    STUDY,
    TABLES,
    VERSION,
    Table,
)
from secondstory.importers.archives import opened
from secondstory.importers.bundle.edition import check_document
from secondstory.importers.bundle.shape import (
    LINE,
    Place,
    a_list,
    a_number,
    a_text,
    a_zone,
    an_id,
    an_object,
    column,
    take,
)
from secondstory.importers.files import BUNDLE, Found, bytes_of
from secondstory.importers.limits import Limits
from secondstory.importers.refusals import ImportRefused
from secondstory.incidents.models import Involvement
from secondstory.people.audience import Audience
from secondstory.people.refusals import Refusal
from secondstory.playbook.transitions import State, find_move
from secondstory.review.canonical import fingerprint, is_canonical, read

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """``values`` are columns; links are ids, ``many`` ids by field, ``teams`` and ``services`` short names."""

    at: Place
    id: UUID
    values: Values
    links: dict[str, UUID | None] = field(default_factory=dict)
    many: dict[str, list[UUID]] = field(default_factory=dict)
    teams: dict[str, str | None] = field(default_factory=dict)
    people: frozenset[str] = frozenset()
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bundle:
    """Everything of one file, each row checked against its table, and all links against each other."""

    file: str
    at: Place
    incident: Row
    study: Row
    previous: UUID | None
    process: tuple[str, int]
    writeup: Row | None
    tables: dict[str, list[Row]]
    edition: Row | None
    amendments: list[Row]
    teams: dict[str, str]
    services: dict[str, tuple[str, str]]


def read_bundle(found: Found) -> Bundle:
    return read_retro(_text(found), _place(found))


def _place(found: Found) -> Place:
    inside = f"{found.name}/{BUNDLE}" if found.suffix == ".zip" else found.name
    return Place(inside)


def _text(found: Found) -> str:
    limits = Limits()
    if found.suffix == ".zip":
        with opened(found.path, limits) as archive:
            return archive.read(BUNDLE)
    data = bytes_of(found, limits.member)
    if len(data) > limits.member:
        raise ImportRefused("too_large", f"This file is larger than {limits.member // 1024**2} MB.", file=found.name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise ImportRefused(
            "not_utf8", "This file is not UTF-8 text. Export the study again.", file=found.name, line=line
        ) from problem


def read_retro(text: str, at: Place) -> Bundle:
    """The bundle in ``text``; ImportRefused says where it is not one."""
    body = _json(text, at)
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        raise ImportRefused("not_a_bundle", f"This JSON does not say that it is a {FORMAT}.", file=at.file)
    if body.get("version") != VERSION or isinstance(body.get("version"), bool):
        raise ImportRefused(
            "unknown_version",
            f"This bundle is of version {str(body.get('version'))[:20]}; this program reads version {VERSION}."
            " Import it with a newer secondstory.",
            file=at.file,
        )
    body = {**{name: [] for name in ADDED_LATER}, **body}
    names = ["format", "version", "teams", "services", "incident", "study", *(table.name for table in TABLES)]
    take(body, [*names, "notes", "edition", "amendments"], at)
    bundle = _read(body, at)
    _check_links(bundle)
    _check_circles(bundle)
    _check_rests(bundle)
    _check_withdrawn(bundle)
    _check_edition(bundle, body["edition"])
    return bundle


def _json(text: str, at: Place) -> Any:
    def no_constant(name: str) -> NoReturn:
        raise ValueError(f"{name} is no number that can be stored")

    try:
        return json.loads(text, parse_constant=no_constant)
    except json.JSONDecodeError as problem:
        raise ImportRefused(
            "broken_json",
            f"This is not whole JSON: {problem.msg} at column {problem.colno}. Export the study again.",
            file=at.file,
            line=problem.lineno,
        ) from problem
    except (ValueError, RecursionError) as problem:
        raise ImportRefused(
            "broken_json",
            "This JSON holds a number or a nesting that no bundle has. Export the study again.",
            file=at.file,
        ) from problem


def _read(body: Values, at: Place) -> Bundle:
    study_body = dict(an_object(body["study"], at / "study"))
    around = {key: study_body.pop(key, _ABSENT) for key in ("previous", "process", "writeup")}
    for key, value in around.items():
        if value is _ABSENT:
            raise (at / "study" / key).refuse(
                "missing_field", "is missing. Export the study again and import that file."
            )
    process_at = at / "study" / "process"
    process = an_object(around["process"], process_at)
    take(process, ["name", "number"], process_at)
    previous = around["previous"]
    tables = {table.name: _rows(table, body[table.name], at / table.name) for table in (*TABLES, NOTES)}
    return Bundle(
        file=at.file,
        at=at,
        incident=_row(INCIDENT, body["incident"], at / "incident"),
        study=_row(STUDY, study_body, at / "study"),
        previous=None if previous is None else an_id(previous, at / "study" / "previous"),
        process=(
            a_text(process["name"], process_at / "name", most=120),
            a_number(process["number"], process_at / "number"),
        ),
        writeup=_writeup(around["writeup"], at / "study" / "writeup"),
        tables=tables,
        edition=_edition(body["edition"], at / "edition"),
        amendments=_rows(AMENDMENTS, body["amendments"], at / "amendments"),
        teams={slug: name for slug, (name,) in _named(body["teams"], at / "teams", ["name"], 80).items()},
        services={
            slug: (name, about)
            for slug, (name, about) in _named(body["services"], at / "services", ["name", "about"], 120).items()
        },
    )


_ABSENT = object()


def _named(value: Any, at: Place, fields: list[str], most: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for index, one in enumerate(a_list(value, at)):
        here = at / index
        take(an_object(one, here), ["slug", *fields], here)
        slug = a_text(one["slug"], here / "slug", most=most, is_line=True)
        if not slug.replace("-", "").replace("_", "").isalnum() or not slug.isascii():
            raise (here / "slug").wrong(slug, "a short name of letters, digits and hyphens")
        if slug in found:
            raise (here / "slug").refuse("twice", "stands in this list twice.")
        found[slug] = [
            a_text(one[name], here / name, most=120 if name == "name" else 400, is_line=name == "name")
            for name in fields
        ]
        if not found[slug][0].strip():
            raise (here / "name").refuse("empty", "is empty, and something belongs there.")
    return found


def _rows(table: Table, value: Any, at: Place) -> list[Row]:
    rows = [_row(table, one, at / index) for index, one in enumerate(a_list(value, at))]
    seen: set[UUID] = set()
    for row in rows:
        if row.id in seen:
            raise (row.at / "id").refuse("twice", "stands in this list twice.")
        seen.add(row.id)
    return rows


def _row(table: Table, value: Any, at: Place) -> Row:
    told = {**FIELDS_ADDED_LATER.get(table.name, {}), **an_object(value, at)}
    earlier = {name: told.pop(name) for name in SAID_EARLIER.get(table.name, ()) if name in told}
    extra = (["shown_as"] if table is PARTICIPANTS else []) + (["canonical"] if table is EDITIONS else [])
    known = ["id", "created_at", *extra, *table.columns, *table.links, *table.many, *table.teams, *table.people]
    take(told, known + (["services"] if table.services else []), at)
    fields = table.model._meta
    values = {
        name: _special(table, name, told[name], at / name)
        if (table.name, name) in _SPECIAL or name == "zone"
        else column(fields.get_field(name), told[name], at / name)  # type: ignore[arg-type]
        for name in ("created_at", *table.columns)
    }
    for name, said in earlier.items():
        values[name] = a_text(said, at / name, most=LINE, is_line=True)
    if table is PARTICIPANTS:
        values["shown_as"] = column(fields.get_field("role_label"), told["shown_as"], at / "shown_as")  # type: ignore[arg-type]
    return Row(
        at=at,
        id=an_id(told["id"], at / "id"),
        values=values,
        links={name: _link(fields.get_field(name).null, told[name], at / name) for name in table.links},  # type: ignore[union-attr]
        many={
            name: [an_id(one, at / name / index) for index, one in enumerate(a_list(told[name], at / name))]
            for name in table.many
        },
        teams={name: None if told[name] is None else a_text(told[name], at / name, most=80) for name in table.teams},
        people=frozenset(name for name in table.people if _is_somebody(told[name], at / name)),
        services=tuple(
            a_text(one, at / "services" / index, most=120)
            for index, one in enumerate(a_list(told.get("services", []), at / "services"))
        ),
    )


def _link(is_optional: bool, value: Any, at: Place) -> UUID | None:
    return None if value is None and is_optional else an_id(value, at)


def _is_somebody(value: Any, at: Place) -> bool:
    if value not in (None, SOMEBODY):
        raise at.wrong(value, f"“{SOMEBODY}” or null")
    return value is not None


def _involvements(value: Any, at: Place) -> list[str]:
    for index, one in enumerate(a_list(value, at)):
        if one not in Involvement.values:
            raise (at / index).wrong(one, f"one of {', '.join(Involvement.values)}")
    return list(value)


def _changed(value: Any, at: Place) -> dict[str, list[str]]:
    told = an_object(value, at)
    for name, both in told.items():
        here = at / a_text(name, at, most=40)
        for index, one in enumerate(a_list(both, here)):
            a_text(one, here / index)
        if len(both) != 2:
            raise here.wrong(both, "a list of two texts, before and after,")
    return told


def _one_of(known: list[str]) -> Callable[[Any, Place], Any]:
    def read(value: Any, at: Place) -> Any:
        if value not in known:
            raise at.wrong(value, f"one of {', '.join(known)}")
        return value

    return read


def _address(most: int) -> Callable[[Any, Place], Any]:
    def read(value: Any, at: Place) -> Any:
        """What a page will link to."""
        told = a_text(value, at, most=most, is_line=True)
        if told and not told.lower().startswith(("https://", "http://")):
            raise at.wrong(value, "a web address that begins with https:// or http://")
        return told

    return read


_state = _one_of([state.value for state in State])


_SPECIAL: dict[tuple[str, str], Callable[[Any, Place], Any]] = {
    ("participants", "involvements"): _involvements,
    ("status_changes", "changed"): _changed,
    ("state_changes", "source"): _state,
    ("state_changes", "target"): _state,
    ("recommendations", "ticket_url"): _address(2000),
    ("effect_checks", "evidence_url"): _address(2000),
    ("audience_confirmations", "audience"): _one_of(Audience.values),
}


def _special(table: Table, name: str, value: Any, at: Place) -> Any:
    return a_zone(value, at) if name == "zone" else _SPECIAL[table.name, name](value, at)


def _writeup(value: Any, at: Place) -> Row | None:
    if value is None:
        return None
    take(an_object(value, at), ["id", "created_at"], at)
    created = column(STUDY.model._meta.get_field("created_at"), value["created_at"], at / "created_at")  # type: ignore[arg-type]
    return Row(at, an_id(value["id"], at / "id"), {"created_at": created})


def _edition(value: Any, at: Place) -> Row | None:
    return None if value is None else _row(EDITIONS, value, at)


def _check_links(bundle: Bundle) -> None:
    """Every id leads to a row of this bundle, every short name to a team or service of it."""
    ids = {name: {row.id for row in rows} for name, rows in bundle.tables.items()}
    for table in (*TABLES, NOTES):
        for row in bundle.tables[table.name]:
            for name, to in table.links.items():
                if (target := row.links[name]) is not None and target not in ids[to]:
                    raise (row.at / name).refuse(
                        "no_such_row", f"leads to {target}, which is not among the {to} of this bundle."
                    )
            for name, to in table.many.items():
                for index, one in enumerate(row.many[name]):
                    if one not in ids[to]:
                        raise (row.at / name / index).refuse(
                            "no_such_row", f"leads to {one}, which is not among the {to} of this bundle."
                        )
    rows = [bundle.incident, bundle.study, *(row for found in bundle.tables.values() for row in found)]
    for row in rows:
        for name, slug in row.teams.items():
            if slug is not None and slug not in bundle.teams:
                raise (row.at / name).refuse("no_such_row", f"names the team “{slug}”, which is not in this bundle.")
        for index, slug in enumerate(row.services):
            if slug not in bundle.services:
                raise (row.at / "services" / index).refuse(
                    "no_such_row", f"names the service “{slug}”, which is not in this bundle."
                )
    if bundle.writeup is None and bundle.tables["sections"]:
        raise (bundle.at / "study" / "writeup").refuse("missing_field", "is null, and there are sections.")


def _check_circles(bundle: Bundle) -> None:
    """What is linked within its own table leads up to an end: a question to the first one, a note to the first one."""
    for table in (*TABLES, NOTES):
        for name, to in table.links.items():
            if to != table.name:
                continue
            above = {row.id: row.links[name] for row in bundle.tables[to]}
            ends: set[UUID | None] = {None}
            for row in bundle.tables[to]:
                way: set[UUID] = set()
                here: UUID | None = row.id
                while here is not None and here not in ends:
                    if here in way:
                        raise (row.at / name).refuse("circle", "leads round in a circle. Export the study again.")
                    way.add(here)
                    here = above[here]
                ends |= way


def _check_rests(bundle: Bundle) -> None:
    """A study that rests is taken up again where it was, so its last change says where that is."""
    state = bundle.study.values["state"]
    if state not in (State.PAUSED, State.SET_ASIDE):
        return
    changes = [row for row in bundle.tables["state_changes"] if row.values["target"] == state]
    last = max(changes, key=lambda row: (row.values["created_at"], row.id), default=None)
    if last is None:
        raise (bundle.study.at / "state").refuse(
            "contradicts_itself", "is one of rest, and no state change of the bundle leads there."
        )
    if find_move(State(state), State(last.values["source"])) is None:
        raise (last.at / "source").wrong(last.values["source"], "a state that a study at rest goes back to")


def _check_withdrawn(bundle: Bundle) -> None:
    """Words that were taken back are not brought along by anybody (invariant 28)."""
    for row in bundle.tables["notes"]:
        if row.values["withdrawn_at"] and row.values["text"]:
            raise (row.at / "text").refuse("contradicts_itself", "holds words, and the note was taken back.")


def _check_edition(bundle: Bundle, body: Any) -> None:
    """A final study has its edition, and the edition is what its hash says."""
    is_final = bundle.study.values["state"] == State.FINAL
    if is_final != (bundle.edition is not None):
        raise (bundle.at / "edition").refuse(
            "edition_missing" if is_final else "edition_unexpected",
            "is missing, and the study is final." if is_final else "is here, and the study is not final.",
        )
    if is_final != (bundle.study.values["finalized_at"] is not None):
        raise (bundle.at / "study" / "finalized_at").wrong(
            bundle.study.values["finalized_at"], "the moment of a final study, and of no other,"
        )
    if bundle.edition is None:
        if bundle.amendments:
            raise bundle.amendments[0].at.refuse("edition_missing", "amends an edition, and there is none.")
        return
    at = bundle.edition.at / "canonical"
    content = a_text(body["canonical"], at, most=50_000_000).encode()
    bundle.edition.values["canonical"] = content
    if not is_canonical(content) or fingerprint(content) != bundle.edition.values["sha256"]:
        raise at.refuse(
            "edition_differs", "is not what its SHA-256 says, so these are not the words that were agreed on."
        )
    try:
        told = read(content)
    except Refusal as refusal:
        raise at.refuse("edition_unreadable", f"cannot be read. {refusal.sentence}") from refusal
    if told.study != bundle.study.id:
        raise at.refuse("edition_differs", "is the edition of another study.")
    check_document(told, at)
