# SPDX-License-Identifier: EUPL-1.2
"""The published schema: every form fits it, and an editor sees the mistakes a schema can see."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

import engine.definitions
from engine.definitions import load
from engine.definitions.schema import DRAFT, documents, json_schema
from engine.definitions.source import read_yaml
from tests.unit.engine.forms import CODES, FORM

ROOT = Path(__file__).resolve().parents[3]
FORMS = [*ROOT.glob("forms/[0-9]*/*.yaml"), *ROOT.glob("forms/features/*.yaml")]
FILES = sorted(path.relative_to(ROOT) for path in FORMS)
VALIDATOR = Draft7Validator(json_schema())


def fits(text: str) -> bool:
    return bool(VALIDATOR.is_valid(read_yaml(text, "").data))


def descriptions(schema: Any, path: str = "") -> Iterator[tuple[str, str | None]]:
    """Every key of every part, with what is told of it."""
    for name, part in schema["definitions"].items():
        variants = [part, *part.get("anyOf", ())]
        for variant in variants:
            for key, value in variant.get("properties", {}).items():
                yield f"{name}.{key}", value.get("description")


def test_the_schema_is_one() -> None:
    assert json_schema()["$schema"] == DRAFT
    Draft7Validator.check_schema(json_schema())
    assert json.loads(documents()["form.json"]) == json_schema()


def test_every_key_is_described() -> None:
    told = dict(descriptions(json_schema()))
    assert len(told) > 100
    assert [key for key, text in told.items() if not text] == []


@pytest.mark.parametrize("path", FILES, ids=str)
def test_every_form_fits_and_names_the_schema(path: Path) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert [error.message for error in VALIDATOR.iter_errors(read_yaml(text, "").data)] == []
    assert "# yaml-language-server: $schema=../../docs/schema/form.json\n" in text


@pytest.mark.parametrize(
    "text",
    [
        "extends: ../2024/mz-29.yaml\nedition: 2025\n",
        "extends: MZ-29/2024\nedition: 2025\nremove: [d3, 29-04]\nsections: [{code: d1, after: d2}]\n",
        "extends: a.yaml\nedition: 2025\nsections: [{code: d1, table: {columns: [{code: k1, max: 5, before: k2}]}}]\n",
        "extends: a.yaml\nedition: 2025\nchecks: [{id: 1, severity: warning}]\n",
    ],
)
def test_a_form_that_extends_another_may_be_short(text: str) -> None:
    assert fits(text)


@pytest.mark.parametrize(
    "text",
    [
        "extends: a.yaml\n",
        "extends: a.yaml\nedition: 2025\nsections: [{title: A}]\n",
        "extends: a.yaml\nedition: 2025\nsections: [{code: d1, table: {columns: [{kod: k1}]}}]\n",
        "edition: 2025\nremove: [d3]\n",
    ],
)
def test_even_a_short_form_has_its_keys(text: str) -> None:
    assert not fits(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: {pl: Sprawozdanie o działalności szpitala, en: Report of a hospital}", "title: Sprawozdanie"),
        ("required: true, max: 5000", "min: null, max: 0.5"),
        ("code: k2, title: w tym dla dzieci", "code: k2, symbol: 02, title: 12, group: [a, {pl: b, en: c}]"),
        ("type: dec(1)", "type: dec, scale: 1"),
        ("reasons:", "versions: [final]\ndue: {final: {unit: 2026-02-25}}\nreasons:"),
        ("- code: d2\n", "- {code: d0, title: Karta, fields: [{code: plec, type: bool}]}\n- code: d2\n"),
    ],
)
def test_shorthands_are_part_of_it(old: str, new: str) -> None:
    assert old in FORM
    assert fits(FORM.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("type: bool", "type: logical"),
        ("type: bool", "type: code"),
        ("required: true", "requierd: true"),
        ("required: true", "required: zawsze"),
        ("edition: 2025", "edition: dwa"),
        ("form: MZ-29\n", ""),
        ("columns: [{code: k1, title: Odpowiedź}]", "columns: []"),
        ("code: w02, title: Akr", "code: W2, title: Akr"),
        ("- code: d2", "- code: d2\n  fields: [{code: a}]"),
        ("max: 5000", "max: dużo"),
        ("type: dec(1)", "type: dec(9)"),
    ],
)
def test_mistakes_are_seen_in_the_editor(old: str, new: str) -> None:
    assert old in FORM
    assert not fits(FORM.replace(old, new))


def test_the_description_of_the_package_names_every_key() -> None:
    told = str(engine.definitions.__doc__)
    keys = {key.split(".")[1] for key, _ in descriptions(json_schema())}
    assert sorted(key for key in keys if not re.search(rf"\b{key}\*?:", told)) == []


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("1 000", "1000"),
        ('"1 234,5"', "1234.5"),
        ("999\u00a0999\u202f999 999", "999999999999"),
        ("'0,5'", "0.5"),
        ("-1000", "-1000"),
        ("999999999999.999999", "999999999999.999999"),
        ("null", "None"),
    ],
)
def test_a_limit_is_written_as_people_write_numbers(text: str, limit: str) -> None:
    form = FORM.replace("required: true, max: 5000", f"min: null, max: {text}")
    found = load(form, code_lists=CODES).section("d2").table.columns[0].type
    assert str(found.max) == limit
    assert fits(form)
