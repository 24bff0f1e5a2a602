# SPDX-License-Identifier: EUPL-1.2
"""The output tables that are declared in `seeds/tables`, one file each."""

from functools import lru_cache
from pathlib import Path

from engine.tabulation import OutputTable, load_table
from ssoz.statistics.errors import UnknownTable

TABLES = Path(__file__).resolve().parents[3] / "seeds" / "tables"


def declared() -> dict[str, OutputTable]:
    """Code → table, in the order of their numbers. Raises DeclarationError with line and reason."""
    return _read(TABLES)


@lru_cache(maxsize=8)
def _read(folder: Path) -> dict[str, OutputTable]:
    found = [load_table(path.read_text(encoding="utf-8"), str(path.name)) for path in sorted(folder.glob("*.yaml"))]
    return {table.table: table for table in sorted(found, key=_order)}


def _order(table: OutputTable) -> tuple[int, str]:
    digits = "".join(filter(str.isdigit, table.number))
    return (int(digits) if digits else 10**6, table.table)


def table(code: str) -> OutputTable:
    try:
        return declared()[code]
    except KeyError:
        raise UnknownTable from None
