# SPDX-License-Identifier: EUPL-1.2
"""Where the Parquet files stand: a folder for each content, so that readers never meet half a data set."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings


def root() -> Path:
    return Path(settings.SSOZ_HOME) / "data-sets"


def write(folder: str, tables: Mapping[str, pa.Table]) -> None:
    """All files appear at once, under their final name, or not at all."""
    final = root() / folder
    if final.exists():
        return
    final.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=final.parent))
    try:
        for name, table in tables.items():
            pq.write_table(table, draft / f"{name}.parquet", compression="zstd")
        os.replace(draft, final)
    except OSError:
        shutil.rmtree(draft, ignore_errors=True)
        if not final.exists():  # another worker may have been faster with the same content
            raise


def exists(folder: str) -> bool:
    return (root() / folder).is_dir()


def sources(folder: str, connection: ibis.BaseBackend) -> dict[str, ir.Table]:
    return {path.stem: connection.read_parquet(path) for path in sorted((root() / folder).glob("*.parquet"))}


def remove(folder: str) -> None:
    shutil.rmtree(root() / folder, ignore_errors=True)
