# SPDX-License-Identifier: EUPL-1.2
"""Reads `seeds/`: CSV below a heading of `# key: value` lines that say what it is, from where and of which day."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ssoz.registers.enums import COMMUNES
from ssoz.registers.errors import InvalidSeeds

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
CHILDREN = " dla dzieci"


@dataclass(frozen=True, slots=True)
class SeedFile:
    path: str
    digest: str
    heading: dict[str, str]
    rows: tuple[dict[str, str], ...]


def read(path: Path, root: Path = SEEDS) -> SeedFile:
    """The file's heading and rows; a row of the wrong length is refused with its line."""
    text = path.read_text(encoding="utf-8")
    name = str(path.relative_to(root))
    lines = text.splitlines()
    heading: dict[str, str] = {}
    while lines and lines[0].startswith("#"):
        key, _, value = lines.pop(0).lstrip("# ").partition(":")
        heading[key.strip()] = value.strip()
    rows = tuple(_rows(name, lines, len(heading)))
    return SeedFile(name, hashlib.sha256(text.encode()).hexdigest(), heading, rows)


def _rows(name: str, lines: list[str], above: int) -> Iterator[dict[str, str]]:
    reader = csv.reader(lines)
    columns = next(reader, [])
    for row in reader:
        if len(row) != len(columns):
            raise InvalidSeeds(name, above + reader.line_num, f"kolumn jest {len(row)}, powinno być {len(columns)}")
        yield dict(zip(columns, row, strict=True))


def files(folder: str, root: Path = SEEDS) -> list[Path]:
    return sorted((root / folder).glob("*.csv"))


def with_children(file: SeedFile) -> tuple[dict[str, str], ...]:
    """Ministry codes name a department; the next, odd code is the same department for children."""
    blocks = file.heading.get("dzieci", "").split()
    childless = file.heading.get("bez dzieci", "").split()
    listed = {row["code"] for row in file.rows}
    rows: list[dict[str, str]] = []
    for row in file.rows:
        rows.append(row)
        child = child_code(row["code"]) if row["code"][0] in blocks and row["code"] not in childless else None
        if child and child not in listed:
            rows.append({**row, "code": child, "name": row["name"] + CHILDREN})
    return tuple(rows)


def code_lists(root: Path = SEEDS) -> dict[str, dict[str, str]]:
    """All lists by name, code and label, as the database has them once the seeds are loaded."""
    found = (read(path, root) for path in files("code-lists", root))
    lists = {Path(file.path).stem: {row["code"]: row["name"] for row in with_children(file)} for file in found}
    places = (row for row in read(root / "territory.csv", root).rows if row["level"] in {"commune", "part"})
    return {**lists, COMMUNES: {row["code"]: f"{row['name']} ({row['kind']})" for row in places}}


def child_code(code: str) -> str | None:
    return f"{int(code) + 1:0{len(code)}d}" if int(code) % 2 == 0 else None


def outlines(root: Path = SEEDS) -> dict[str, Any]:
    """Voivodeship code → its outline as GeoJSON geometry."""
    features = json.loads((root / "voivodeships.geojson").read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["code"]: feature["geometry"] for feature in features}
