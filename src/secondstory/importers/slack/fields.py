"""Reading a JSON object whose shape we were promised, and saying where the promise does not hold."""

from __future__ import annotations

from dataclasses import dataclass

from secondstory.importers.refusals import ImportRefused
from secondstory.importers.slack.shapes import Json
from secondstory.importers.slack.unstorable import storable


@dataclass(frozen=True, slots=True)
class Fields:
    """A JSON object and where it stands. An absent or null field is empty; another type is refused."""

    value: dict[str, Json]
    file: str
    line: int

    @classmethod
    def of(cls, value: Json, *, file: str, line: int) -> Fields:
        if not isinstance(value, dict):
            raise ImportRefused("wrong_type", f"An object is expected here, not {_name(value)}.", file=file, line=line)
        return cls(value, file, line)

    def text(self, key: str) -> str | None:
        value = self.value.get(key)
        if value is None:
            return None
        if isinstance(value, str):
            return storable(value)
        raise self._wrong(key, "text", value)

    def required(self, key: str) -> str:
        value = self.text(key)
        if not value:
            raise ImportRefused(
                "missing_field",
                f"“{key}” is missing here, and nothing can stand in for it. Export again.",
                file=self.file,
                line=self.line,
            )
        return value

    def whole(self, key: str) -> int | None:
        value = self.value.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        raise self._wrong(key, "a whole number", value)

    def flag(self, key: str) -> bool:
        value = self.value.get(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        raise self._wrong(key, "true or false", value)

    def object(self, key: str) -> Fields | None:
        value = self.value.get(key)
        if value is None:
            return None
        if isinstance(value, dict):
            return Fields(value, self.file, self.line)
        raise self._wrong(key, "an object", value)

    def objects(self, key: str) -> list[Fields]:
        """The objects in a list; null elements, which exports do contain, are passed over."""
        found = []
        for element in self._list(key):
            if isinstance(element, dict):
                found.append(Fields(element, self.file, self.line))
            elif element is not None:
                raise self._wrong(key, "a list of objects", element)
        return found

    def texts(self, key: str) -> list[str]:
        found = []
        for element in self._list(key):
            if not isinstance(element, str):
                raise self._wrong(key, "a list of texts", element)
            found.append(storable(element))
        return found

    def _list(self, key: str) -> list[Json]:
        value = self.value.get(key)
        if value is None:
            return []
        if isinstance(value, list):
            return value
        raise self._wrong(key, "a list", value)

    def _wrong(self, key: str, expected: str, value: Json) -> ImportRefused:
        return ImportRefused(
            "wrong_type",
            f"“{key}” is {_name(value)}; a Slack export has {expected} there. Export again.",
            file=self.file,
            line=self.line,
        )


def _name(value: Json) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return "text"
    return "a list" if isinstance(value, list) else "an object"
