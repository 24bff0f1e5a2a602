# SPDX-License-Identifier: EUPL-1.2
"""The editions there are beside the form of form.py, and what it names that is none of them."""

from typing import NoReturn

from engine.definitions import UnknownForm
from tests.unit.engine.broken.form import Broken

EDITIONS = {("MZ-88", 2025), ("MZ-11", 2025), ("MZ-11A", 2025), ("MZ-29", 2025), ("MZ-29", 2024), ("MZ-89", 2024)}
NAMED = {
    "waiting for a form that is not": Broken("after: [MZ-88]", "after: [MZ-8]", "Nie ma formularza „MZ-8”", "MZ-88"),
    "waiting for a form of another year": Broken(
        "after: [MZ-88]", "after: [MZ-89]", "Nie ma formularza „MZ-89” za 2025 r.", "MZ-88"
    ),
    "waiting for one of two that is not": Broken(
        "after: [MZ-88]", "after:\n- MZ-88\n- MZ-1A", "„MZ-1A”", "MZ-11A", at="- MZ-1A"
    ),
    "reading a form that is not": Broken("reads: [MZ-11]", "reads: [MZ-I1]", "Nie ma formularza „MZ-I1”", "MZ-11"),
    "reading what is like nothing": Broken("reads: [MZ-11]", "reads: [KARTA]", "Nie ma formularza „KARTA” za 2025 r."),
    "a crosswalk from an edition that is not": Broken(
        "  from: 2024", "  from: 2014", "Nie ma formularza „MZ-29” za 2014 r.", "2024"
    ),
    "a crosswalk from long ago": Broken("  from: 2024", "  from: 1999", "Nie ma formularza „MZ-29” za 1999 r."),
    "extending an edition that is not": Broken(
        "zero: false", "extends: MZ-29/2004", "Nie ma formularza „MZ-29/2004”", "MZ-29/2024"
    ),
    "extending a file that is not": Broken("zero: false", "extends: dane.yaml", "Nie ma formularza „dane.yaml”"),
}


def no_other(name: str) -> NoReturn:
    """None of the editions has a text."""
    raise UnknownForm(name, sorted(f"{form}/{year}" for form, year in EDITIONS))
