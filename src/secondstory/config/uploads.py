"""
A ceiling for what forms send: a file above it is dropped while it arrives, and the form hears how large it was.

So 200 MB fill neither memory nor disk, the other fields arrive all the same, and what was typed is still there when the
page says why. An import has its own, higher limit.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers

from secondstory.evidence.limits import most_bytes

# Where larger files are expected, and looked at by those who expect them.
HIGHER = ("/imports/",)


class Dropped(UploadedFile):
    """What is left of a file that was too large: its name and how large it was."""


class Ceiling(FileUploadHandler):
    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803  # as Django calls it
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        """Nothing is taken over here. Whether there is a ceiling, and whether the first byte already says it is passed:
        the other fields of a form have room of their own, so what is beyond both is a file."""
        self.most = None if self.request and self.request.path_info.startswith(HIGHER) else most_bytes()
        room = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0
        self.is_passed = self.most is not None and content_length > self.most + room

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.got = 0
        if self.is_passed:
            raise StopFutureHandlers  # nobody need make room for it

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.got += len(raw_data)
        return None if self._is_above() else raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if not self._is_above():
            return None
        for handler in self.request.upload_handlers if self.request else []:
            begun = getattr(handler, "file", None)
            if isinstance(begun, TemporaryUploadedFile):
                begun.close()  # what of it lay on the disk goes
        return Dropped(BytesIO(), self.file_name, "application/octet-stream", self.got)

    def _is_above(self) -> bool:
        return self.is_passed or (self.most is not None and self.got > self.most)
