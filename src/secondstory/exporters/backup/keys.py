"""A backup holds sealed words and not their keys: are those here, before anything is written?"""

from __future__ import annotations

import zipfile

from secondstory.exporters.backup.tables import row
from secondstory.people.refusals import Refusal
from secondstory.vault.models import KeyCheck
from secondstory.vault.ring import ring
from secondstory.vault.start import opens

MEMBER = f"tables/{KeyCheck._meta.label_lower}.jsonl"


def missing_keys(archive: zipfile.ZipFile) -> list[str]:
    """Ids of the keys that the backup needs and the ring lacks. ValueError when the file is damaged."""
    if MEMBER not in archive.namelist():  # made before anything was sealed
        return []
    with archive.open(MEMBER) as lines:
        checks = [row(KeyCheck, line) for line in lines]
    now, missing = ring(), []
    for check in checks:
        assert isinstance(check, KeyCheck)
        key = now.get(bytes.fromhex(check.key))
        if not (check.retired_at or check.lost_at) and not (key and opens(key, check)):
            missing.append(check.key)
    return missing


def refusal(missing: list[str]) -> Refusal:
    return Refusal(
        f"The private words of this backup are sealed with the key {', '.join(missing)}, which is not in {ring().place}."
        " Nothing was restored. Bring the keys that belong to it (they are kept apart from backups) to that place and"
        " restore again; or restore with --without-keys, and nobody can read those words.",
        code="keys_missing",
    )
