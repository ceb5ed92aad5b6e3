"""The data folder: one place for the database, the search index, the secret key and uploads."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def home() -> Path:
    """``SECONDSTORY_HOME``, or ``~/.secondstory``. Created on first use, readable by its owner alone."""
    folder = Path(os.environ.get("SECONDSTORY_HOME") or Path.home() / ".secondstory").expanduser().resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret_key() -> str:
    """``SECONDSTORY_SECRET_KEY``, or a key made once and kept in the data folder (mode 0600)."""
    if key := os.environ.get("SECONDSTORY_SECRET_KEY"):
        return key
    path = home() / "secret-key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        key = secrets.token_urlsafe(50)
        file.write(key)
    return key


def mail_password() -> str:
    """``SECONDSTORY_MAIL_PASSWORD``, or what the file ``SECONDSTORY_MAIL_PASSWORD_FILE`` says, as containers hand it over."""
    if path := os.environ.get("SECONDSTORY_MAIL_PASSWORD_FILE"):
        return Path(path).expanduser().read_text(encoding="utf-8").strip()
    return os.environ.get("SECONDSTORY_MAIL_PASSWORD", "")
