"""A mail as it leaves: plain text and HTML of the same words, with the headers that let one press end it (RFC 8058)."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string

from secondstory.notify.mail import Mail, Words
from secondstory.ui.text import shorten


def absolute(path: str) -> str:
    return f"{settings.BASE_URL}{path}"


def letter(mail: Mail, *, to: str, id: UUID, connection: BaseEmailBackend | None = None) -> EmailMultiAlternatives:
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    stop = absolute(mail.stop)
    made = EmailMultiAlternatives(
        subject=shorten(mail.subject, 180),
        body=as_text(mail),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        connection=connection,
        headers={
            # The same at a second try, so that whoever gets it twice is shown it once.
            "Message-ID": f"<{id}@{host}>",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "List-Id": f"{mail.list_name} <{mail.list_name}.{host}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    made.attach_alternative(as_html(mail), "text/html")
    return made


def as_text(mail: Mail) -> str:
    lines = [mail.lead, ""] if mail.lead else []
    for part in mail.parts:
        if isinstance(part, Words):
            lines += [*([part.heading] if part.heading else []), part.text, ""]
        else:
            lines += [f"{part.what}: {shorten(part.title, 300)}" if part.what else shorten(part.title, 300)]
            lines += [*([part.why] if part.why else []), absolute(part.path), ""]
    if mail.more:
        lines += [f"{mail.more_says}: {absolute(mail.more)}", ""]
    return "\n".join([*lines, "-- ", mail.foot, f"No more of these: {absolute(mail.stop)}", ""])


def as_html(mail: Mail) -> str:
    parts = [
        {"words": part.text, "heading": part.heading}
        if isinstance(part, Words)
        else {"title": part.title, "url": absolute(part.path), "what": part.what, "why": part.why}
        for part in mail.parts
    ]
    context = {
        "mail": mail,
        "parts": parts,
        "more": absolute(mail.more) if mail.more else "",
        "stop": absolute(mail.stop),
    }
    return render_to_string("notify/mail.html", context)
