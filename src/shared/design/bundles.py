# SPDX-License-Identifier: EUPL-1.2
"""Bundles for `collectstatic`: what a page asks for as one file each, minified by esbuild (ADR 0121).

`STATICFILES_BUNDLES` names them. In development and tests nothing is built: the same names lead to the source files,
which import what they need; of stylesheets pages name the parts. Where esbuild does not run, sources are published.
"""

import re
import subprocess
import tempfile
from collections.abc import Container, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal, overload

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.finders import AppDirectoriesFinder, BaseFinder
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage

from shared.design.finders import PACKAGES

CHUNKS = "bundled"  # folder of what scripts share with those that are fetched later
OPTIONS = (
    "--bundle",
    "--minify",
    "--format=esm",
    "--splitting",
    f"--chunk-names={CHUNKS}/[name]-[hash]",
    "--charset=utf8",
    "--legal-comments=none",
    "--external:*.woff2",
    "--log-level=warning",
)


_SET = re.compile(r"(--[\w-]+):([^;{}]*)(?:;|(?=\}))")
_IMPORT = re.compile(r'@import "([\w-]+\.css)" ?(\w*);')
_USED = re.compile(r"--[\w-]+")
_EMPTY = re.compile(r"(?<=[{};])[^{};]*\{\}")


@cache
def parts(name: str) -> tuple[tuple[str, str], ...]:
    """Of a stylesheet that only imports others, their names and media; of any other its own."""
    source = finders.find(name)
    text = Path(source).read_text(encoding="utf-8") if source else ""
    folder = name.rpartition("/")[0]
    return tuple((f"{folder}/{part}", media) for part, media in _IMPORT.findall(text)) or ((name, ""),)


def names_read(sources: Iterable[Path]) -> set[str]:
    """Variables that stylesheets read, outside of others or in such as are read, and those that scripts name."""
    names: set[str] = set()
    declared: list[tuple[str, str]] = []
    for path in sources:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".css":
            declared += _SET.findall(text)
            text = _SET.sub("", text)
        names.update(_USED.findall(text))
    while wanted := {name for place, text in declared if place in names for name in _USED.findall(text)} - names:
        names |= wanted
    return names


def pruned(css: str, read: Container[str]) -> str:
    """Without the variables nobody reads, of which a design system brings hundreds, and rules left empty by it."""
    css = _SET.sub(lambda found: found[0] if found[1] in read else "", css)
    while (rest := _EMPTY.sub("", css)) != css:
        css = rest
    return css


def program(packages: Path = PACKAGES) -> Path | None:
    """esbuild for this machine, as npm installed it; None where there is none."""
    return next(packages.glob("@esbuild/*/bin/esbuild"), None) or next(packages.glob("@esbuild/*/esbuild.exe"), None)


def bundle(esbuild: Path, names: Iterable[str], target: Path) -> None:
    """Write the bundles under their names into the folder; a file that cannot be read stops it."""
    sources = AppDirectoriesFinder()
    entries = [f"{name.rpartition('.')[0]}={sources.find(name)}" for name in names]
    subprocess.run([esbuild, *entries, f"--outdir={target}", *OPTIONS], check=True)  # noqa: S603  npm installed it


class BundleFinder(BaseFinder):
    """Static files finder for `STATICFILES_FINDERS`, before those of the sources: the first one found is published."""

    @overload
    def find(self, path: str, find_all: Literal[False] = False, **kwargs: Any) -> str: ...
    @overload
    def find(self, path: str, find_all: Literal[True], **kwargs: Any) -> list[str]: ...
    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> str | list[str]:
        """Nothing: whoever develops sees the sources."""
        return [] if find_all else ""

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Every bundle, made anew, for `collectstatic`."""
        esbuild = program()
        if esbuild is None:
            return
        storage = InMemoryStorage()
        with tempfile.TemporaryDirectory(prefix="bundles-") as folder:
            bundle(esbuild, settings.STATICFILES_BUNDLES, Path(folder))
            _prune(Path(folder))
            for path in sorted(Path(folder).rglob("*.*")):
                storage.save(path.relative_to(folder).as_posix(), ContentFile(path.read_bytes()))
                yield path.relative_to(folder).as_posix(), storage


def _prune(folder: Path) -> None:
    sources = [Path(storage.path(name)) for name, storage in AppDirectoriesFinder().list([])]
    read = names_read(path for path in sources if path.suffix in (".css", ".js"))
    for path in folder.rglob("*.css"):
        path.write_text(pruned(path.read_text(encoding="utf-8"), read), encoding="utf-8")
