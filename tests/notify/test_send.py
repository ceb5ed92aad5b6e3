"""What waits is sent: once when all goes well, again when it does not, and never less than once."""

from __future__ import annotations

import smtplib
from datetime import timedelta
from email import message_from_string

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from secondstory.notify import outbox
from secondstory.notify.models import Message
from secondstory.notify.outbox import queue
from secondstory.notify.post import PAUSES, TOO_OLD, TURN, send
from secondstory.people.refusals import Refusal

pytestmark = pytest.mark.requirement("R-003-39")


def wait(person, key="one", **facts):
    queue("test", [(person.pk, key, facts)])
    return Message.objects.get(key=key)


def test_sends_what_waits_once(cast, mailoutbox):
    wait(cast.ana)
    assert send().sent == 1
    assert send().sent == 0
    assert [mail.to for mail in mailoutbox] == [["ana@example.org"]]


def test_queued_twice_it_is_one_message(cast, mailoutbox):
    wait(cast.ana)
    wait(cast.ana)
    send()
    assert len(mailoutbox) == 1


def test_a_mail_has_plain_text_html_and_a_way_to_end_it_with_one_press(cast, mailoutbox):
    message = wait(cast.ana)
    send()
    sent = message_from_string(mailoutbox[0].message().as_string())
    assert sent["Message-ID"] == f"<{message.pk}@house.example>"
    assert sent["List-Unsubscribe"] == "<https://house.example/mail/stop/token/>"
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent["Auto-Submitted"] == "auto-generated"
    text, html = (part.get_payload(decode=True).decode() for part in sent.get_payload())
    assert "https://house.example/library/standby/" in text
    assert "<b>fell</b>" not in html
    assert "&lt;b&gt;fell&lt;/b&gt;" in html
    assert "<img" not in html
    assert "src=" not in html


def test_a_line_break_in_a_subject_begins_no_header(cast, mailoutbox):
    wait(cast.ana, subject="One\r\nBcc: eve@example.org")
    send()
    assert mailoutbox[0].subject == "One Bcc: eve@example.org"
    assert mailoutbox[0].recipients() == ["ana@example.org"]


def test_what_there_is_nothing_to_tell_of_any_more_is_not_sent(cast, mailoutbox):
    wait(cast.ana, nothing=True)
    assert send().nothing == 1
    assert not mailoutbox
    assert Message.objects.get().state == "nothing"


def test_nobody_who_left_gets_mail(cast, mailoutbox):
    wait(cast.ana)
    cast.ana.is_active = False
    cast.ana.save()
    send()
    assert not mailoutbox


def test_killed_after_the_server_took_it_it_leaves_again_as_the_same_message(cast, mailoutbox, monkeypatch):
    """At least once (decision 0020)."""
    message = wait(cast.ana)
    with monkeypatch.context() as killed:
        killed.setattr("secondstory.notify.post._end", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            send()
    assert send().sent == 0, "another process may still be at it"
    assert send(timezone.now() + TURN).sent == 1
    assert {mail.extra_headers["Message-ID"] for mail in mailoutbox} == {f"<{message.pk}@house.example>"}


def failing(trouble):
    def send_messages(self, messages):
        raise trouble

    return send_messages


def test_an_address_that_is_refused_is_kept_with_the_reason(cast, monkeypatch):
    wait(cast.ana)
    refused = smtplib.SMTPRecipientsRefused({"ana@example.org": (550, b"5.1.1 no such user here")})
    monkeypatch.setattr(EmailBackend, "send_messages", failing(refused))
    assert send().refused == 1
    message = Message.objects.get()
    assert (message.state, message.reason) == ("refused", "550 5.1.1 no such user here")


def test_a_server_that_is_away_costs_a_message_only_time(cast, monkeypatch, mailoutbox):
    """And the others are not tried in vain."""
    wait(cast.ana)
    wait(cast.bo, "two")
    at = timezone.now()
    with monkeypatch.context() as away:
        away.setattr(EmailBackend, "send_messages", failing(ConnectionRefusedError()))
        for pause in (*PAUSES, PAUSES[-1]):
            Message.objects.filter(key="one").update(next_at=at)
            Message.objects.filter(key="two").update(next_at=at + timedelta(days=1))
            assert send(at).waiting == 2
            assert Message.objects.get(key="one").next_at == at + pause
    assert send(at + timedelta(days=2)).sent == 2


def test_what_is_put_off_again_and_again_is_refused_in_the_end(cast, monkeypatch):
    wait(cast.ana)
    busy = smtplib.SMTPRecipientsRefused({"ana@example.org": (450, b"mailbox busy")})
    monkeypatch.setattr(EmailBackend, "send_messages", failing(busy))
    for _ in range(len(PAUSES) + 1):
        Message.objects.update(next_at=timezone.now())
        send()
    assert Message.objects.get().state == "refused"


def test_one_that_cannot_be_composed_holds_up_none_of_the_others(cast, mailoutbox, monkeypatch, caplog):
    def stumbles(message):
        raise ValueError("zebrafish")

    monkeypatch.setitem(outbox._composers, "broken", stumbles)
    queue("broken", [(cast.ana.pk, "broken", {})])
    wait(cast.bo)
    assert send().sent == 1
    assert Message.objects.get(key="broken").reason == "ValueError"
    assert "zebrafish" not in caplog.text


def test_what_waited_for_a_week_is_no_news(cast, mailoutbox):
    wait(cast.ana)
    send(timezone.now() + TOO_OLD + timedelta(minutes=1))
    assert not mailoutbox
    assert Message.objects.get().state == "refused"


def test_where_no_server_is_named_it_says_so(cast, settings):
    settings.MAIL = False
    with pytest.raises(Refusal, match="SECONDSTORY_MAIL_HOST"):
        send()


def test_a_password_is_read_from_a_file(tmp_path, monkeypatch):
    from secondstory.config.home import mail_password

    (tmp_path / "password").write_text("of the post\n")
    monkeypatch.setenv("SECONDSTORY_MAIL_PASSWORD_FILE", str(tmp_path / "password"))
    assert mail_password() == "of the post"


def test_no_log_tells_an_address_or_a_password(cast, monkeypatch, settings, caplog):
    settings.EMAIL_HOST_PASSWORD = "of the post"
    wait(cast.ana)
    monkeypatch.setattr(EmailBackend, "send_messages", failing(smtplib.SMTPAuthenticationError(535, b"of the post")))
    send()
    assert "of the post" not in caplog.text
    assert "ana@" not in caplog.text
    assert Message.objects.get().state == "waiting"
