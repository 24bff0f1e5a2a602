# SPDX-License-Identifier: EUPL-1.2
"""Stops what is too large while it still comes in: nothing of it is kept, in memory or on disk."""

from typing import IO, Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest

READ_TO_THE_END = 4  # times the limit; who sends more is cut off and does not hear why
MARK = "_files_too_large"


class Limit(FileUploadHandler):
    """First of `FILE_UPLOAD_HANDLERS`. A file over the limit is skipped, an upload far over it is broken off."""

    @property
    def limit(self) -> int:
        """Of attachments, unless the page asked for takes larger files."""
        path = self.request.path if self.request else ""
        return int(settings.UPLOAD_LIMITS.get(path, settings.ATTACHMENT_LIMIT))

    received = 0
    expected = 0

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, str],
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        self.expected = content_length

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0
        if self.expected > READ_TO_THE_END * self.limit:
            self._mark()
            raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.received += len(raw_data)
        if self.received > self.limit:
            self._mark()
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler has it."""

    def _mark(self) -> None:
        setattr(self.request, MARK, [*too_large(self.request), self.file_name or ""])


def too_large(request: HttpRequest | None) -> list[str]:
    """Names of the files of this request that were left out."""
    return list(getattr(request, MARK, []))
