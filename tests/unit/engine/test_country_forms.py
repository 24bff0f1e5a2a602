# SPDX-License-Identifier: EUPL-1.2
"""The published forms over a country: nothing is left to the server's program, and their examples say the same."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine.answers import Sheet, pack
from engine.checks import Context, compile_form
from engine.checks.country import Packed, compile_country
from engine.checks.examples import situation
from engine.definitions import FormDefinition, load
from ssoz.commands.forms import code_lists
from tests.unit.engine.test_country import alone, reports, told

ROOT = Path(__file__).parents[3]
FILES = sorted({*ROOT.glob("forms/[0-9]*/*.yaml"), *ROOT.glob("forms/features/*.yaml")})


@pytest.fixture(scope="module")
def lists() -> dict[str, dict[str, str]]:
    return code_lists()


def read(path: Path, lists: Mapping[str, Mapping[str, str]]) -> tuple[FormDefinition, dict[str, FormDefinition]]:
    def beside(name: str) -> str:
        symbol, _, year = name.partition("/")
        file = path.parent / name if name.endswith(".yaml") else ROOT / f"forms/{year}/{symbol.lower()}.yaml"
        return file.read_text(encoding="utf-8")

    known = lists if path.parent.name.isdigit() else None
    found = load(path.read_text(encoding="utf-8"), path=str(path), code_lists=known, read=beside)
    files = {name: path.parent / f"{name.lower().replace('/', '-')}.yaml" for name in found.beside}
    others = {name: read(file, lists)[0] for name, file in files.items() if file.exists()}
    return found, others


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_form_is_judged_without_the_servers_program(path: Path, lists: Any) -> None:
    """And each example of its checks as the server judges it."""
    definition, others = read(path, lists)
    one = compile_form(definition, others)
    country = compile_country(one)
    assert (country.by_server, country.computed_by_server) == (frozenset(), False)
    examples = [check.examples for check in definition.checks if check.examples]
    for example in [example for pair in examples for example in (pair.passing, pair.failing)]:
        sheet, context = situation(one, example, others)
        if context.forms.keys() - others.keys():
            continue  # a form nobody has: its cells are looked up by address, which needs a sheet
        asked = reports(definition, [(sheet, context), (Sheet.empty(), Context(period=context.period))])
        foreign = {
            f"form:{name}": Packed(others[name], [pack(others[name], found), b""])
            for name, found in context.forms.items()
            if name in others
        }
        found = told(country, replace(asked, others={**asked.others, **foreign}))
        assert found[0] == alone(one, sheet, context)
