# SPDX-License-Identifier: EUPL-1.2
"""Static files as they are published: without comments and indents, modules under names that change with them."""

import re
from typing import Any

from django.contrib.staticfiles.storage import HashedFilesMixin
from django.core.files.base import ContentFile
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

from shared.packing import packed

_LINE = re.compile(rb"^[ \t]*//[^\n]*\n", re.MULTILINE)
_BLOCK = re.compile(rb"^[ \t]*/\*(?!!).*?\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_INDENT = re.compile(rb"\n\s+")


def trimmed(name: str, text: bytes) -> bytes:
    """Whole lines of comment and what stands before a line; nothing that could change what the rest means."""
    if name.endswith(".js"):
        text = _LINE.sub(b"", _BLOCK.sub(b"", text))
    elif name.endswith(".css"):
        text = _BLOCK.sub(b"", text)
    else:
        return text
    return _INDENT.sub(b"\n", text)


MODULES = ("account/*.js", "bundled/*.js", "reporter/*.js")  # not the packages': they name files that are not there
_MODULES: Any = vars(HashedFilesMixin)["_js_module_import_aggregation_patterns"][1]  # how Django reads imports


class _Packer(Compressor):  # type: ignore[misc]  # whitenoise has no types
    @staticmethod
    def compress_gzip(data: bytes) -> bytes:
        return packed(data)


class PublishedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Scripts name each other by hashed names too, so that a browser keeps them for a year."""

    patterns = (*HashedFilesMixin.patterns, *((folder, _MODULES) for folder in MODULES))

    def create_compressor(self, **kwargs: Any) -> Compressor:
        return _Packer(**kwargs)

    def _save(self, name: str, content: Any) -> str:
        if name.endswith((".js", ".css")) and "vendor/" not in name:
            content = ContentFile(trimmed(name, b"".join(content.chunks())))
        saved: str = super()._save(name, content)
        return saved
