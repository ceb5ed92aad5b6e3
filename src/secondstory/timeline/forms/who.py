"""Somebody of the study, as they chose to be shown."""

from __future__ import annotations

from typing import Any

from django import forms


class Who(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        """As they chose to be shown."""
        return str(obj.shown_as)
