# SPDX-License-Identifier: EUPL-1.2
"""Finds the few files that pages need in what npm installed; the rest of the packages is not published."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, overload

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

PACKAGES = Path(__file__).resolve().parents[3] / "node_modules"

FIRA = tuple(f"fira-sans-{script}-{weight}-normal.woff2" for script in ("latin", "latin-ext") for weight in (400, 600))
FOLDERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "vendor/fira-sans": ("@fontsource/fira-sans/files", FIRA),
    "vendor/htmx": ("htmx.org/dist", ("htmx.min.js",)),
}


class PackageFinder(BaseFinder):
    """Static files finder for `STATICFILES_FINDERS`."""

    @overload
    def find(self, path: str, find_all: Literal[False] = False, **kwargs: Any) -> str: ...
    @overload
    def find(self, path: str, find_all: Literal[True], **kwargs: Any) -> list[str]: ...
    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> str | list[str]:
        """Absolute path of one published file."""
        prefix, _, name = path.rpartition("/")
        folder, names = FOLDERS.get(prefix, ("", ()))
        found = [str(PACKAGES / folder / name)] if name in names else []
        return found if find_all else "".join(found)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Every published file, for `collectstatic`."""
        for prefix, (folder, names) in FOLDERS.items():
            storage = FileSystemStorage(location=PACKAGES / folder)
            storage.prefix = prefix  # type: ignore[attr-defined]  # how collectstatic is told where files go
            for name in names:
                yield name, storage
