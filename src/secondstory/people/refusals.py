"""The family of things the house says no to. One place turns them into HTML, JSON or terminal text.

Refusal                  400  what was asked cannot be done as it stands
├── NotAllowed           403  somebody else may, this person may not
├── NotFound             404  not there, or not for this reader (the two look the same on purpose)
├── Conflict             409  somebody else was here in the meantime; nothing was lost
└── TooLarge             413
"""

from __future__ import annotations


class Refusal(Exception):
    """A sentence that says what is so and what to do next, and a short code for machines.

    ``field`` names the form field it belongs to, when there is one.
    """

    status = 400
    code = "refused"

    def __init__(self, sentence: str, *, code: str | None = None, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        if code:
            self.code = code


class NotAllowed(Refusal):
    status = 403
    code = "not_allowed"


class NotFound(Refusal):
    status = 404
    code = "not_found"

    def __init__(self, sentence: str = "There is nothing here that you can read.", **kw: str | None) -> None:
        super().__init__(sentence, **kw)


class Conflict(Refusal):
    status = 409
    code = "conflict"


class TooLarge(Refusal):
    status = 413
    code = "too_large"
