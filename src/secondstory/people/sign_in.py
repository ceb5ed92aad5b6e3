"""How one comes in: with an invitation. Nobody signs up by themselves."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest


class InvitationOnly(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Signing in or out saves nobody's words, and browsers take a success for that: they would let go of what was
        typed into a form while its author was signed out."""
        super().add_message(request, messages.INFO if level == messages.SUCCESS else level, *args, **kwargs)
