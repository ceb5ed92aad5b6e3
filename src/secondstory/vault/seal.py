"""``seal`` and ``unseal``: what a step calls for words that somebody has not shared with everyone.

``about`` says which row the words belong to, for instance ``firsthand.entryversion/<id>/<author's id>``. The
same ``about`` opens them again; with another one they open nowhere.
"""

from __future__ import annotations

import json
from typing import Any

from django.views.decorators.debug import sensitive_variables

from secondstory.vault import box
from secondstory.vault.refusals import Unopenable
from secondstory.vault.ring import ring_to_open_with
from secondstory.vault.start import ready

PAD = 64


@sensitive_variables()
def seal(plain: bytes, *, about: str) -> bytes:
    """Sealed with the first key of the ring. Refused (KeysNotReady) rather than sealed with a key that is not kept."""
    return box.close(ready().first, plain, about)


@sensitive_variables()
def unseal(sealed: bytes, *, about: str) -> bytes:
    """The plain bytes, or Unopenable. A database may hand in a memoryview."""
    sealed = bytes(sealed)
    key_id = box.key_id(sealed)
    key = ring_to_open_with().get(key_id)
    if key_id and key is None:
        raise Unopenable(
            f"These words are sealed with the key {key_id.hex()}, which is not here. They are not lost: they open again"
            " when whoever runs this installation brings that key back."
        )
    try:
        if key:
            return box.open_with(key, sealed, about)
    except box.Changed:
        pass
    raise Unopenable(
        "These words do not open: their sealed bytes were changed, or moved from the place they were written for. Ask"
        " whoever runs this installation to bring that row back from a backup."
    )


@sensitive_variables()
def seal_json(value: Any, *, about: str) -> bytes:
    """A value as JSON, filled up with blanks to a multiple of 64 bytes, so that its length tells little."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    plain = text.encode("utf-8", "surrogatepass")  # half of a character pair is kept, too, not lost
    return seal(plain.ljust(-len(plain) // PAD * -PAD), about=about)


@sensitive_variables()
def unseal_json(sealed: bytes, *, about: str) -> Any:
    return json.loads(unseal(sealed, about=about).decode("utf-8", "surrogatepass"))
