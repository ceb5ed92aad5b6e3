"""Through a real mail server: one that takes nobody called 'cy'."""

from __future__ import annotations

import socketserver
import threading

import pytest

from secondstory.notify.models import Message
from secondstory.notify.outbox import queue
from secondstory.notify.post import send


class Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 mail.example")
        while line := self.rfile.readline().decode().strip():
            word = line.split(maxsplit=1)[0].upper()
            if word == "DATA":
                self.say("354 go on")
                lines = iter(self.rfile.readline, b".\r\n")
                self.server.taken.append(b"".join(lines).decode())
                self.say("250 taken")
            elif word == "RCPT" and "cy@" in line:
                self.say("550 no such mailbox")
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 fine")

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())


@pytest.fixture
def server(settings):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        server.daemon_threads, server.taken = True, []
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = ""
        yield server
        server.shutdown()


def test_a_refused_address_stops_none_of_the_others(cast, server):
    for person in (cast.cy, cast.ana, cast.bo):
        queue("test", [(person.pk, person.email, {})])
    done = send()
    assert (done.sent, done.refused, done.waiting) == (2, 1, 0)
    assert Message.objects.get(state="refused").reason == "550 no such mailbox"
    assert len(server.taken) == 2
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in server.taken[0]


def test_a_server_that_is_gone_loses_nothing(cast, server):
    server.shutdown()
    server.server_close()
    queue("test", [(cast.ana.pk, "one", {})])
    assert send().waiting == 1
