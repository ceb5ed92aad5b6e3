"""How people are shown: by role, else by pseudonym, and by name only when that was asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from secondstory.importers.slack.fields import Fields
from secondstory.importers.slack.shapes import PeopleMode
from secondstory.importers.slack.unstorable import clean


@dataclass(frozen=True, slots=True)
class User:
    id: str
    name: str
    is_bot: bool

    @classmethod
    def of(cls, fields: Fields) -> User:
        profile = fields.object("profile") or Fields({}, fields.file, fields.line)
        name = (
            profile.text("display_name")
            or profile.text("real_name")
            or fields.text("real_name")
            or fields.text("name")
            or ""
        )
        return cls(fields.required("id"), clean(name).strip(), fields.flag("is_bot"))


class People:
    """Everybody the export knows.

    Pseudonyms are given out over the whole export in the order of the user ids, so the same person
    is the same letter whichever channels and days are read.
    """

    def __init__(self, users: Iterable[User], mode: PeopleMode, roles: Mapping[str, str]) -> None:
        self._users = {user.id: user for user in users}
        self._mode = mode
        self._roles = dict(roles)
        persons = sorted(user.id for user in self._users.values() if not user.is_bot)
        self._pseudonyms = {id_: f"Person {letters(place)}" for place, id_ in enumerate(persons)}

    def shown(self, user_id: str) -> str:
        if user_id in self._roles:
            return self._roles[user_id]
        if user_id == "USLACKBOT":
            return "Slackbot"
        user = self._users.get(user_id)
        if user and (user.is_bot or self._mode == "names") and user.name:
            return user.name
        return self._pseudonyms.get(user_id) or ("A bot" if user else _outsider(user_id))

    def knows(self, user_id: str) -> bool:
        return user_id in self._users or user_id == "USLACKBOT"

    def is_bot(self, user_id: str) -> bool:
        user = self._users.get(user_id)
        return user_id == "USLACKBOT" or (user is not None and user.is_bot)


def letters(place: int) -> str:
    """A, B, … Z, AA, AB, … as columns are named in a spreadsheet."""
    name, place = "", place + 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _outsider(user_id: str) -> str:
    """Somebody from a shared channel whom users.json does not list.

    Made from the id alone, so that it too is the same whatever part of the export is read.
    """
    return f"Outside person {hashlib.sha256(user_id.encode(errors='replace')).hexdigest()[:4].upper()}"
