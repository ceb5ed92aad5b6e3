"""Keys in real processes: killed in mid-rotation while somebody writes, started at once, started without a key."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.journeys.server import COMMAND, Server

pytestmark = pytest.mark.slow
ROUNDS, ROWS = 4, 1500
READY = "import json, django; django.setup()\nfrom tests.vault import sample\n"
FILL = (
    "from django.core.management import call_command\nfrom tests.vault import sample\nimport json\n"
    "call_command('migrate', verbosity=0)\nsample.install()\n"
    "from secondstory.journal.actions import action\n"
    f"action(lambda: [sample.written('first') for _ in range({ROWS})])()\n"
    "print(json.dumps('filled'))"
)
ROTATE = READY + (
    "sample.install(table=False)\nfrom secondstory.organization.actions.keys import rotate\n"
    "print('go', flush=True)\nprint(json.dumps(vars(rotate())))"
)
WRITE = READY + (
    "import random, sys, pathlib\nsample.install(table=False)\nfrom secondstory.journal.actions import action\n"
    "from secondstory.vault.seal import seal\n"
    "ids, number = list(sample.Sample.objects.values_list('pk', flat=True)), 0\n"
    "@action\ndef write(pk, words):\n"
    "    row = sample.Sample.objects.get(pk=pk)\n"
    "    row.sealed = seal(words.encode(), about=sample.about(row))\n"
    "    row.save()\n"
    "while not pathlib.Path(sys.argv[1]).exists():\n"
    "    number += 1\n    pk = random.choice(ids)\n    write(pk, f'words {number}')\n"
    "    print(pk, f'words {number}', flush=True)\n"
)
READ = (
    "import json\nfrom tests.vault import sample\nfrom secondstory.vault.seal import unseal\n"
    "print(json.dumps({str(r.pk): unseal(r.sealed, about=sample.about(r)).decode() for r in sample.Sample.objects.all()}))"
)


@pytest.fixture
def server(tmp_path: Path, database: str) -> Iterator[Server]:
    """With a key file of its own in its data folder."""
    server = Server(tmp_path / "home", database, SECONDSTORY_ACCOUNT_KEYS="")
    yield server
    server.kill()


def begun(server: Server, code: str, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *words], env=server.environment, stdout=subprocess.PIPE, text=True
    )


def test_a_rotation_killed_again_and_again_loses_no_word(server: Server, tmp_path: Path) -> None:
    server.python(FILL)
    stop, draw = tmp_path / "stop", random.Random(7)
    writer = begun(server, WRITE, str(stop))
    for _ in range(ROUNDS):
        rotation = begun(server, ROTATE)
        assert rotation.stdout
        assert rotation.stdout.readline() == "go\n"
        time.sleep(draw.uniform(0.05, 0.4))
        rotation.kill()
        rotation.communicate()
    done = subprocess.run([sys.executable, "-c", ROTATE], env=server.environment, capture_output=True, text=True)
    last = json.loads(done.stdout.splitlines()[-1])
    stop.touch()
    acknowledged = dict(line.split(" ", 1) for line in writer.communicate(timeout=60)[0].splitlines())
    assert len(acknowledged) > ROUNDS
    kept = server.python(READ)
    assert {pk: kept[pk] for pk in acknowledged} == acknowledged
    assert set(kept.values()) - set(acknowledged.values()) <= {"first"}
    assert len(kept) == ROWS
    listed = json.loads(server.run("keys", "list", "--json").stdout)["keys"]
    assert [it["state"] for it in listed] == ["seals"] + ["opens"] * (len(listed) - 1)
    assert last["key"] == listed[0]["key"]
    assert last["closed"] == 0
    print(f"{ROUNDS} kills, {len(acknowledged)} rows written meanwhile, {len(listed)} keys, {last}")


def test_three_that_start_at_once_use_one_key(server: Server) -> None:
    server.python("from django.core.management import call_command\ncall_command('migrate', verbosity=0)\nprint(1)")
    all_three = [
        subprocess.Popen([*COMMAND, "worker", "--once"], env=server.environment, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = [one.communicate(timeout=60)[1] for one in all_three]
    assert [one.returncode for one in all_three] == [0, 0, 0], said
    listed = json.loads(server.run("keys", "list", "--json").stdout)["keys"]
    assert [it["state"] for it in listed] == ["seals"]


def test_without_its_key_it_says_so_and_does_not_serve(server: Server) -> None:
    server.start().kill()
    path = server.home / "account-keys"
    kept = path.rename(server.home / "elsewhere")
    for command in (["serve", "--port", str(server.port)], ["worker", "--once"]):
        refused = server.run(*command, check=False)
        assert refused.returncode == 1
        assert "account-keys" in refused.stderr
        assert "Traceback" not in refused.stderr
        assert not path.exists()
    kept.rename(path)
    server.start()
