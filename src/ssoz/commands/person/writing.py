# SPDX-License-Identifier: EUPL-1.2
"""What was gathered, as JSON and as a text to read; both for the owner of the files only."""

import json
import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

Sections = Mapping[str, list[dict[str, Any]]]


def write(sections: Sections, folder: Path, name: str) -> list[Path]:
    """Write both files; one that is there already is not written over."""
    texts = {
        folder / f"{name}.json": json.dumps(sections, ensure_ascii=False, indent=2, default=str) + "\n",
        folder / f"{name}.txt": "\n".join(_lines(sections)) + "\n",
    }
    if taken := [path for path in texts if path.exists()]:
        raise ValueError(f"plik {taken[0]} już jest")
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in texts.items():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
    return list(texts)


def _lines(sections: Sections) -> Iterator[str]:
    yield "WSZYSTKO, CO SYSTEM STATYSTYKI W OCHRONIE ZDROWIA WIE O OSOBIE"
    for title, rows in sections.items():
        yield f"\n{title.upper()} ({len(rows)})"
        for row in rows:
            yield "; ".join(f"{key}: {_word(value)}" for key, value in row.items() if value not in ("", None, [], {}))


def _word(value: object) -> str:
    return value.astimezone().strftime("%d.%m.%Y %H:%M") if isinstance(value, datetime) else str(value)
