# SPDX-License-Identifier: EUPL-1.2
"""Reading the registers: units by any of their numbers or a part of the name, code lists and territory as of a day."""

from ssoz.registers.queries.codes import (
    Entry,
    areas,
    code_list,
    code_names,
    communes,
    correspondence,
    find_codes,
    labelled_code_lists,
    outlines,
    population,
    voivodeships,
)
from ssoz.registers.queries.listing import UnitList, unit_list
from ssoz.registers.queries.units import (
    UnitPage,
    UnitSearch,
    find_unit,
    find_units,
    office_of,
    register_facts,
    supervisor_of,
    supervisors,
    unit,
    unit_names,
    units,
)

__all__ = [
    "Entry",
    "UnitList",
    "UnitPage",
    "UnitSearch",
    "areas",
    "code_list",
    "code_names",
    "communes",
    "correspondence",
    "find_codes",
    "find_unit",
    "find_units",
    "labelled_code_lists",
    "office_of",
    "outlines",
    "population",
    "register_facts",
    "supervisor_of",
    "supervisors",
    "unit",
    "unit_list",
    "unit_names",
    "units",
    "voivodeships",
]
