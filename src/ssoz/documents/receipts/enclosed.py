# SPDX-License-Identifier: EUPL-1.2
"""The report itself, as it lies in its receipt: JSON and XML for whoever keeps it, with addresses and plain numbers."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from lxml import etree

from engine.answers import Value
from engine.definitions import CellSpec
from ssoz.documents.receipts.facts import Facts
from ssoz.registers.models import Unit

NAMESPACE = "urn:ssoz:sprawozdanie:1"
JSON_NAME, XML_NAME = "sprawozdanie.json", "sprawozdanie.xml"
UNIT_FIELDS = ("name", "nip", "regon", "register_number", "teryt")


def as_json(facts: Facts) -> bytes:
    """`answers` is what the digest stands for, to the letter; `values` says the same in plain numbers."""
    sent, report, form = facts.sending, facts.report, facts.definition
    content: dict[str, Any] = {
        "receipt": facts.number,
        "form": form.form,
        "edition": form.edition,
        "definition": form.digest,
        "version": report.round.version,
        "period": {"start": report.round.period_start.isoformat(), "end": report.round.period_end.isoformat()},
        "unit": _unit(report.unit),
        "report": str(report.public_id),
        "sending": sent.number,
        "sent_at": sent.at.isoformat(),
        "sent_by": sent.person_name,
        "zero": sent.is_zero,
        "digest": sent.digest,
        "answers": sent.answers,
        "values": {spec.address: plain(spec, value) for spec, value in _filled(facts)},
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def as_xml(facts: Facts) -> bytes:
    sent, round = facts.sending, facts.report.round
    root = etree.Element(f"{{{NAMESPACE}}}sprawozdanie", nsmap={None: NAMESPACE})
    for name, value in (
        ("potwierdzenie", facts.number),
        ("formularz", facts.definition.form),
        ("edycja", facts.definition.edition),
        ("wersja", round.version),
        ("okresOd", round.period_start),
        ("okresDo", round.period_end),
        ("wyslanie", sent.number),
        ("wyslano", sent.at.isoformat()),
        ("wyslal", sent.person_name),
        ("zerowe", "tak" if sent.is_zero else "nie"),
        ("skrot", sent.digest),
    ):
        if value != "":
            root.set(name, _written(str(value)))
    unit = etree.SubElement(root, f"{{{NAMESPACE}}}jednostka")
    for name, told in zip(("nazwa", "nip", "regon", "ksiega", "teryt"), _unit(facts.report.unit).values(), strict=True):
        if told:
            unit.set(name, _written(told))
    _sections(root, facts)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _sections(root: etree._Element, facts: Facts) -> None:
    sections: dict[str, etree._Element] = {}
    for spec, value in _filled(facts):
        section = sections.get(spec.section.code)
        if section is None:
            section = etree.SubElement(root, f"{{{NAMESPACE}}}dzial", kod=spec.section.code, symbol=spec.section.symbol)
            sections[spec.section.code] = section
        cell = etree.SubElement(section, f"{{{NAMESPACE}}}pole", adres=spec.address)
        cell.text = _written(plain(spec, value))


def _filled(facts: Facts) -> Iterator[tuple[CellSpec, Value]]:
    """Cells that hold something, in the order of the form, added rows after the fixed ones."""
    form, cells = facts.definition, facts.sheet.cells
    for section in form.sections:
        rows = (*section.table.row_codes, *facts.sheet.added(section.code))
        for row in rows:
            for column in section.table.column_codes:
                address = f"{section.code}.{row}.{column}"
                if address in cells:
                    yield form.cell(address), cells[address]


def plain(spec: CellSpec, value: Value) -> str:
    """For programs: a decimal point, ISO dates, true and false."""
    if spec.type.numeric:
        return f"{Decimal(int(value)).scaleb(-spec.type.scale):f}"
    if spec.type.kind == "bool":
        return "true" if value == 1 else "false"
    return date.fromisoformat(str(value)).isoformat() if spec.type.kind == "date" else str(value)


def _unit(unit: Unit) -> dict[str, str]:
    return {name: str(getattr(unit, name)) for name in UNIT_FIELDS}


def _written(text: str) -> str:
    """XML has no place for some signs, which old texts may hold."""
    return "".join(sign if sign.isprintable() or sign in "\n\t" else "\ufffd" for sign in text)
