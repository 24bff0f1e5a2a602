# SPDX-License-Identifier: EUPL-1.2
"""The file of published roots: a line a day, each with the digest of the line before, never written over."""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path


class RootsError(ValueError):
    """The file is not what was published; a Polish sentence says where."""


@dataclass(frozen=True, kw_only=True)
class Root:
    """One line: up to which seal and event, what that came to, when."""

    at: str
    seal: int
    event: int
    events: int
    root: str
    previous: str = ""


def read(path: Path) -> list[Root]:
    """All lines, in order. Raises RootsError where a line was altered, removed or put elsewhere."""
    return [root for root, _line in _checked(path)]


def append(path: Path, root: Root) -> Root:
    """Add a line, on disk when this returns; the same seal twice is one line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        lines = list(_checked(path))
        if lines and lines[-1][0].seal == root.seal:
            return lines[-1][0]
        published = Root(**{**asdict(root), "previous": _digest(lines[-1][1]) if lines else ""})
        file.write(_written(published) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return published


def _checked(path: Path) -> Iterator[tuple[Root, str]]:
    before = ""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for number, line in enumerate(lines, 1):
        try:
            root = Root(**json.loads(line))
        except (ValueError, TypeError) as error:
            raise RootsError(f"Wiersz {number} pliku {path} jest nieczytelny.") from error
        if root.previous != before or _written(root) != line:
            raise RootsError(f"Wiersz {number} pliku {path} nie wiąże się z poprzednim: plik zmieniono.")
        yield root, line
        before = _digest(line)


def _written(root: Root) -> str:
    return json.dumps(asdict(root), ensure_ascii=False, sort_keys=True)


def _digest(line: str) -> str:
    return hashlib.sha256(line.encode()).hexdigest()
