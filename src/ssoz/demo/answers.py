# SPDX-License-Identifier: EUPL-1.2
"""Plausible answers to the forms of the demo, such that every check holds. `d2.+1.k1`: first added row."""

from dataclasses import dataclass
from random import Random

from engine.definitions import ADDED, FormDefinition, translation
from ssoz.registers.enums import UnitKind

Cells = dict[str, int | str]

WARDS = (  # code, share of hospitals that have it, usual beds
    ("4000", 1.0, 60),
    ("4500", 1.0, 45),
    ("4401", 0.8, 25),
    ("4450", 0.8, 30),
    ("4260", 0.9, 8),
    ("4100", 0.7, 35),
    ("4220", 0.6, 30),
    ("4580", 0.6, 30),
    ("4640", 0.4, 20),
    ("4700", 0.3, 50),
)
OBSTETRICS = "4450"
OWNERS = {
    UnitKind.PRACTICE_DOCTOR: "w01",
    UnitKind.PRACTICE_DENTIST: "w02",
    UnitKind.PRACTICE_NURSE: "w05",
    UnitKind.PRACTICE_MIDWIFE: "w07",
    UnitKind.PRACTICE_PHYSIOTHERAPIST: "w12",
}
STAFF = {  # profession → people in a hospital; an entity has about a twelfth
    "w01": 180,
    "w02": 4,
    "w03": 30,
    "w05": 420,
    "w07": 45,
    "w09": 25,
    "w11": 8,
    "w12": 40,
    "w13": 9,
    "w17": 30,
    "w21": 5,
    "w24": 35,
}
EDUCATED = {"w03": "w04", "w05": "w06", "w07": "w08"}
SPECIALITIES = ("w03", "w10", "w16", "w62", "w65", "w68")


@dataclass(frozen=True)
class Place:
    """The unit an answer is made up for; the same number makes the same answer."""

    number: str
    kind: str
    activity_code: str = ""

    def random(self, form: str, year: int) -> Random:
        return Random(f"{self.number}:{form}")  # noqa: S311  made-up data; the year only changes the scale


def mz29(place: Place, year: int) -> Cells:
    """A hospital's year."""
    random = place.random("MZ-29", year)
    scale = random.uniform(0.6, 1.5) * (1 + 0.02 * (year - 2025))
    wards = [(code, max(4, round(beds * scale))) for code, share, beds in WARDS if random.random() < share]
    cells: Cells = {"d1.w01.k1": "3", "d1.w02.k1": "1", "d1.w03.k1": "tak", "d1.w04.k1": "nie", "d1.w05.k1": "tak"}
    moved = [random.randrange(beds) for _, beds in wards]
    totals = [
        _ward(cells, f"d2.+{number}", random, ward, moved[number - 1], moved[number - 2])
        for number, ward in enumerate(wards, 1)
    ]
    for row, column in (("w01", 0), ("w02", 1), ("w03", 2)):
        total = sum(ward[column] for ward in totals)
        cells[f"d2a.{row}.k1"] = total
        cells[f"d2a.{row}.k2"] = total // 12
    cells |= _theatres(round(10 * scale)) | _equipment(round(6 * scale))
    if any(code == OBSTETRICS for code, _ in wards):
        cells |= _deliveries(round(700 * scale))
    return cells


def _ward(cells: Cells, row: str, random: Random, ward: tuple[str, int], away: int, here: int) -> tuple[int, int, int]:
    """Fill one ward's row; returns treated without moves, discharged, died."""
    code, beds = ward
    start, end = round(beds * 0.7), round(beds * 0.65)
    admitted = round(beds * random.uniform(30, 48))
    died = admitted // 60
    treated = start + admitted + here
    discharged = treated - away - died - end
    days = max(treated, round(beds * 365 * random.uniform(0.6, 0.85)))
    values = (beds, None, beds, start, admitted, here, discharged, away, died, end, treated, None, days)
    cells[f"{row}.oddzial"] = code
    cells |= {f"{row}.k{number}": value for number, value in enumerate(values, 1) if value is not None}
    if int(code) % 2:
        cells |= {f"{row}.k2": beds, f"{row}.k12": treated}
    return start + admitted, discharged, died


def _theatres(rooms: int) -> Cells:
    return {"d6.w01.k1": rooms, "d6.w02.k1": rooms + 1, "d6.w03.k1": rooms * 900, "d6.w04.k1": rooms * 500}


def _equipment(count: int) -> Cells:
    return {
        "d3.w05.k1": count * 2,
        "d7.w02.k1": 1,
        "d7.w02.k2": count * 2500,
        "d8.w14.k1": count * 3,
        "d8.w14.k2": count * 90,
    }


def _deliveries(births: int) -> Cells:
    sections = births * 2 // 5
    return {
        "d4.w01.k1": 4,
        "d4.w02.k1": 3,
        "d4.w03.k1": births,
        "d4.w04.k1": births - sections - 5,
        "d4.w05.k1": sections,
        "d4.w06.k1": 5,
        "d4.w07.k1": births + 8,
        "d4.w08.k1": 1,
        "d4.w09.k1": 2,
    }


def mz88(place: Place, year: int) -> Cells:
    """Who works there, by profession."""
    random = place.random("MZ-88", year)
    owner = OWNERS.get(UnitKind(place.kind))
    if owner:
        woman = int(random.random() < 0.7)
        return {f"d1.{owner}.k1": 1, f"d1.{owner}.k2": woman, f"d1.{owner}.k4": 1, f"d1.{owner}.k5": woman}
    scale = random.uniform(0.6, 1.5) / (1 if place.kind == UnitKind.HOSPITAL else 12)
    cells: Cells = {}
    for row, usual in STAFF.items():
        people = round(usual * scale)
        if people:
            cells |= _profession(row, people)
        if people and row in EDUCATED:
            cells |= _profession(EDUCATED[row], people * 3 // 5)
    return cells


def _profession(row: str, people: int) -> Cells:
    main = people * 4 // 5
    employed = main * 7 // 10
    counts = (people, people * 6 // 10, people * 7 // 10, main, main * 6 // 10, employed, employed * 9 // 10)
    return {f"d1.{row}.k{number}": count for number, count in enumerate(counts, 1)}


def mz89(place: Place, year: int) -> Cells:
    """Specialists among the doctors of MZ-88 whose main place of work it is; none: a zero report."""
    random = place.random("MZ-89", year)
    doctors = int(mz88(place, year).get("d1.w01.k4", 0)) * 7 // 10
    cells: Cells = {}
    for row in SPECIALITIES:
        count = min(doctors, random.randrange(doctors // 3 + 2))
        doctors -= count
        if count:
            new = count * 3 // 5
            cells |= {f"d1.{row}.k1": count, f"d1.{row}.k2": new, f"d1.{row}.k3": count - new}
    return cells


def mz03(place: Place, year: int) -> Cells:
    """A hospital's balance, which balances; entities that are not public owe nothing."""
    if place.kind != UnitKind.HOSPITAL:
        return {}
    scale = place.random("MZ-03", year).randrange(20, 60) * 1_000_000
    cells: Cells = {}
    for column, share in (("k1", 96), ("k2", 100)):
        whole = scale * share // 100
        income, loss = whole * 12 // 10, whole // 50
        cells |= {
            f"d1.wa_ii_1_b.{column}": whole * 6 // 10,
            f"d1.wa_ii_1_c.{column}": whole - whole * 6 // 10 - whole // 5,
            f"d1.wb_ii_3_a_1.{column}": whole // 5,
            f"d2.wa_i.{column}": whole - whole * 3 // 10 + loss,
            f"d2.wa_vi.{column}": -loss,
            f"d2.wb_iii_3_d_1.{column}": whole * 3 // 10,
            f"d3.wa_i.{column}": income,
            f"d3.wa_i_1.{column}": income * 9 // 10,
            f"d3.wb_v.{column}": income + loss,
        }
    return cells


FORMS = {"MZ-03": mz03, "MZ-29": mz29, "MZ-88": mz88, "MZ-89": mz89}


def as_asked_before(cells: Cells, now: FormDefinition, before: FormDefinition) -> Cells:
    """Answers to this edition put where the one before asked for them."""
    stood = translation(now, before).all
    moved: Cells = {}
    for address, value in cells.items():
        section, row, column = address.split(".")
        added = row if row.startswith("+") else ""
        source = next(iter(stood.get((section, ADDED if added else row, column), ())), None)
        if source:
            moved[f"{source[0]}.{added or source[1]}.{source[2]}"] = value
    return moved
