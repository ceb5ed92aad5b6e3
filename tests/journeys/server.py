"""A real server in its own process, on its own data folder, that can be killed at any moment."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from tests import migrated

REPOSITORY = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "secondstory.cli"]
CSRF = "a" * 32


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """``start``, ``kill`` (SIGKILL, to the whole group), ``run`` a command or a piece of Python beside it.

    ``anew``: begins with no database at all, as on a new machine.
    """

    def __init__(self, home: Path, database_url: str = "", *, anew: bool = False, **environment: str) -> None:
        home.mkdir(parents=True, exist_ok=True)
        if not database_url and not anew:
            migrated.put_sqlite(home)
        self.home, self.port = home, free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **{k: v for k, v in os.environ.items() if k != "DATABASE_URL"},
            "SECONDSTORY_HOME": str(home),
            "SECONDSTORY_BASE_URL": self.base,
            "DJANGO_SETTINGS_MODULE": "secondstory.config.settings",
            "PYTHONPATH": f"{REPOSITORY / 'src'}:{REPOSITORY}",
            **({"DATABASE_URL": database_url} if database_url else {}),
            **environment,
        }
        self.process: subprocess.Popen[bytes] | None = None
        self.log = home / "server.log"

    def start(self, patience: float = 90) -> Server:
        home = self.log.open("ab")
        self.process = subprocess.Popen(
            [*COMMAND, "serve", "--port", str(self.port)],
            env=self.environment,
            stdout=home,
            stderr=home,
            start_new_session=True,
        )
        home.close()
        until = time.monotonic() + patience
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{self.base}/how-we-work/", timeout=5):
                    return self
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                if self.process.poll() is not None:
                    break
                time.sleep(0.02)
        self.kill()
        raise AssertionError(f"The server did not answer:\n{self.log.read_text()[-3000:]}")

    def kill(self, number: int = signal.SIGKILL) -> None:
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, number)
            self.process.wait(timeout=20)
        self.process = None

    def run(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        done = subprocess.run([*COMMAND, *words], env=self.environment, capture_output=True, text=True, timeout=300)
        if check and done.returncode:
            raise AssertionError(f"secondstory {' '.join(words)}: {done.stdout}\n{done.stderr}")
        return done

    def python(self, code: str) -> Any:
        """Run ``code`` with Django ready; what it prints last is JSON."""
        done = subprocess.run(
            [sys.executable, "-c", f"import django; django.setup()\n{code}"],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout.strip().splitlines()[-1])

    def session_of(self, email: str) -> str:
        """A session cookie for somebody, as if they had signed in."""
        key = self.python(
            "from django.conf import settings\n"
            "from django.contrib.sessions.backends.db import SessionStore\n"
            "from secondstory.people.models import Person\n"
            f"person = Person.objects.get(email={email!r})\n"
            "session = SessionStore()\n"
            "session['_auth_user_id'] = str(person.pk)\n"
            "session['_auth_user_backend'] = settings.AUTHENTICATION_BACKENDS[0]\n"
            "session['_auth_user_hash'] = person.get_session_auth_hash()\n"
            "session.save()\n"
            "import json; print(json.dumps(session.session_key))"
        )
        assert isinstance(key, str)
        return key

    def request(self, path: str, *, session: str = "", data: dict[str, str] | None = None) -> tuple[int, str]:
        """A page, or a POST when there is data; JSON is preferred in the answer of a POST."""
        from urllib.parse import urlencode

        request = urllib.request.Request(
            self.base + path,
            data=urlencode(data).encode() if data is not None else None,
            headers={
                "Cookie": f"sessionid={session}; csrftoken={CSRF}",
                "X-CSRFToken": CSRF,
                "Origin": self.base,
                "Accept": "application/json" if data is not None else "text/html",
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode(errors="replace")
