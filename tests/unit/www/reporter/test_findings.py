# SPDX-License-Identifier: EUPL-1.2
from dataclasses import dataclass

from engine.answers import Sheet
from engine.checks import Finding
from engine.checks.findings import Severity
from ssoz.www.reporter.presentation.findings import VerdictView
from ssoz.www.reporter.presentation.judging import judged
from ssoz.www.reporter.presentation.marks import marks
from tests.unit.www.reporter.hospital import filled, hospital


@dataclass(frozen=True)
class Said:
    reason_code: str = ""
    text: str = ""


@dataclass(frozen=True)
class Item:
    finding: Finding
    explanation: Said | None = None
    void: Said | None = None
    changed: tuple[str, ...] = ()


def finding(target: str, severity: Severity = "error", check: str = "T-1") -> Finding:
    reasons = (("remont", "Remont oddziału"),)
    return Finding(check, f"{check}:{target}", severity, 1, target, (), f"Coś w {target}.", reasons)


def verdict(*items: Item, sheet: Sheet | None = None) -> VerdictView:
    return judged(hospital(), sheet or filled(hospital(), d2_r1_k1="1", d2_r2_k1="1"), items)


def test_nothing_found_is_clean() -> None:
    assert verdict().is_clean


def test_findings_are_grouped_by_section_in_the_order_of_the_form() -> None:
    found = verdict(Item(finding("d3.w01.k1")), Item(finding("d1.w01.k1")), Item(finding("d3.w02.k1")))

    assert [(group.title, len(group.findings)) for group in found.groups] == [
        ("Dział 1. Dane ogólne", 1),
        ("Dział 3. Sale", 2),
    ]


def test_each_finding_names_its_place_and_leads_there() -> None:
    (shown,) = verdict(Item(finding("d2.r2.k3"))).findings

    assert shown.place == "Dział 2, wiersz 03, kolumna 3"
    assert shown.anchor == "d2-r2-k3"


def test_errors_come_before_warnings_and_explained_ones_last() -> None:
    found = verdict(
        Item(finding("d3.w01.k1", "warning"), Said(text="Remont")),
        Item(finding("d3.w01.k2", "warning")),
        Item(finding("d3.w02.k1", "error")),
    )

    assert [(shown.severity, shown.is_open) for shown in found.findings] == [
        ("error", True),
        ("warning", True),
        ("warning", False),
    ]
    assert (found.errors, found.warnings, found.explained) == (1, 1, 1)
    assert found.by_section["d3"] == (1, 1)


def test_an_explained_warning_no_longer_stands_in_the_way() -> None:
    assert verdict(Item(finding("d3.w01.k1", "warning"), Said(reason_code="remont"))).is_clean
    assert not verdict(Item(finding("d3.w01.k1", "warning"))).is_clean


def test_an_explanation_is_read_with_the_label_of_its_code() -> None:
    (shown,) = verdict(Item(finding("d3.w01.k1", "warning"), Said("remont", "Skrzydło B zamknięte od maja."))).findings

    assert shown.answer == "Remont oddziału. Skrzydło B zamknięte od maja."


def test_a_finding_about_no_cell_of_the_form_is_shown_all_the_same() -> None:
    found = verdict(Item(finding("d9.w01.k1")))

    assert [group.title for group in found.groups] == ["Całe sprawozdanie"]
    assert found.findings[0].place == "d9.w01.k1"


def test_a_cell_bears_the_worst_of_its_findings_and_names_all_of_them() -> None:
    found = verdict(Item(finding("d3.w01.k1", "warning", "T-2")), Item(finding("d3.w01.k1", "error", "T-3")))
    mark = marks(found.findings)["d3.w01.k1"]

    assert mark.severity == "error"
    assert mark.described == "uwaga-2 uwaga-1"
    assert mark.href == "#uwaga-2"


def test_a_cell_with_nothing_but_explained_warnings_is_not_marked_as_wrong() -> None:
    found = verdict(Item(finding("d3.w01.k1", "warning"), Said(text="Remont")))

    assert marks(found.findings)["d3.w01.k1"].severity == ""
