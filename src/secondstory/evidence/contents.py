"""What a kept file holds: read back, and for a private one unsealed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256

from secondstory.evidence.models import Copy, SealedContent, SharedContent
from secondstory.vault.seal import seal, unseal


@dataclass(frozen=True, slots=True)
class Content:
    name: str
    media_type: str
    data: bytes


def content_of(copy: Copy) -> Content:
    """For whoever was found to be allowed to read it (``policies.check_can_read_copy``)."""
    if not copy.is_private:
        data = SharedContent.objects.values_list("data", flat=True).get(pk=copy.content_id)
        return Content(copy.name, copy.media_type, bytes(data))
    sealed = SealedContent.objects.values_list("sealed_data", flat=True).get(pk=copy.pk)
    head, _, data = unseal(bytes(sealed), about=about(copy)).partition(b"\n")
    told = json.loads(head)
    return Content(told["name"], told["media_type"], data)


def sealed_content(copy: Copy, content: Content) -> bytes:
    head = json.dumps({"name": content.name, "media_type": content.media_type}).encode()
    return seal(head + b"\n" + content.data, about=about(copy))


def about(copy: Copy) -> str:
    """What the seal is bound to: this row and its owner. Moved to another row it opens nowhere."""
    return f"evidence.copy/{copy.pk}/{copy.owner_id}"


def about_sealed(row: SealedContent) -> str:
    """The same, from the row that holds it."""
    return about(row.copy)


def fingerprint(data: bytes) -> str:
    return sha256(data).hexdigest()
