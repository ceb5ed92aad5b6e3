"""Importing write-ups: files a second, written to the database, for the corpus beside the checkout.

SECONDSTORY_CORPUS, or ../shared/corpus beside the checkout, holds ``texts/``. The command itself is measured, start included.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path

from tests.journeys.server import REPOSITORY, Server

from benchmarks.promise import Promise, tell

CORPUS = Path(os.environ.get("SECONDSTORY_CORPUS") or REPOSITORY.parent / "shared" / "corpus") / "texts"
PERSON = (
    "import json\nfrom secondstory.people.models import Person\n"
    "Person.objects.create_user('ana@example.org', None, display_name='Ana')\nprint(json.dumps('made'))"
)


def main() -> None:
    if not CORPUS.is_dir():
        sys.exit(f"The corpus is not at {CORPUS}. Set SECONDSTORY_CORPUS to the folder that holds texts/.")
    files = len([path for path in CORPUS.rglob("*") if path.suffix in (".md", ".txt")])
    with tempfile.TemporaryDirectory(prefix="secondstory-import-") as home:
        server = Server(Path(home))
        server.python(
            "from django.core.management import call_command\ncall_command('migrate', verbosity=0)\n" + PERSON
        )
        begin = time.perf_counter()
        told = server.run("import", str(CORPUS), "--json", check=False).stdout.splitlines()
        seconds = time.perf_counter() - begin
        again = server.run("import", str(CORPUS), "--json", check=False).stdout.splitlines()
    reports = [json.loads(line) for line in told]
    tell(Promise("write-ups with a study or a clear report", "SQLite", len(reports), "", files, at_least=True))
    tell(Promise("write-ups imported", "SQLite", files / seconds, "a second", 30, at_least=True))
    changed = sum(json.loads(line)["outcome"] != "unchanged" for line in again)
    tell(Promise("changed by importing again", "SQLite", changed, "", 0))


if __name__ == "__main__":
    main()
