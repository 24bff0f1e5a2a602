# SPDX-License-Identifier: EUPL-1.2
"""The tables and mappings that come with the system fit its forms."""

from datetime import date
from pathlib import Path

import pytest

from ssoz.catalogue.queries import definition, edition
from ssoz.commands.simulate.mapping import load_mapping
from ssoz.statistics.queries import bound_table
from ssoz.statistics.tables import TABLES, declared

YEAR_END = date(2025, 12, 31)
MAPPINGS = sorted((TABLES.parent / "mappings").glob("*.yaml"))


@pytest.mark.django_db
def test_every_declared_table_and_mapping_fits_its_form(published: None) -> None:
    tables = [*declared().values(), *(load_mapping(path).table for path in MAPPINGS)]
    assert len(tables) >= 11
    for table in tables:
        form = definition(edition(table.form, 2025).pk)
        assert bound_table(table, form, YEAR_END).leaves


@pytest.mark.parametrize("path", sorted(TABLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_table_says_everything_in_both_languages(path: Path) -> None:
    table = next(item for item in declared().values() if path.stem.partition("-")[2] == item.table)
    assert table.title.en
    assert table.source.en
    assert all(column.title.en and all(text.en for text in column.group) for column in table.columns)
