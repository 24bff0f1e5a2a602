# SPDX-License-Identifier: EUPL-1.2
"""Output tables declared as data.

    table = load_table(text, "seeds/tables/tab11.yaml")
    bound = bind(table, definition, {"ward-groups": load_grouping(…)})
    arrow = arrange(definition, entries)                       # facts and added rows, ready for Parquet
    result = tabulate(bound, {name: ibis.memtable(t) …}, areas, populations)

The language of measures stands in `language`; `DeclarationError` names line and reason of everything wrong in a file.
"""

from engine.tabulation.binding import BindingError, BoundTable, bind
from engine.tabulation.dataset import FACTS, Entry, arrange
from engine.tabulation.declarations import Declaration, DeclarationError
from engine.tabulation.evaluation import COUNTRY, TOTAL, Line, Populations, Result, express, tabulate
from engine.tabulation.language import MeasureSyntaxError
from engine.tabulation.tables import Declared, Group, Grouping, OutputTable, TableColumn, load_grouping, load_table

__all__ = [
    "COUNTRY",
    "FACTS",
    "TOTAL",
    "BindingError",
    "BoundTable",
    "Declaration",
    "DeclarationError",
    "Declared",
    "Entry",
    "Group",
    "Grouping",
    "Line",
    "MeasureSyntaxError",
    "OutputTable",
    "Populations",
    "Result",
    "TableColumn",
    "arrange",
    "bind",
    "express",
    "load_grouping",
    "load_table",
    "tabulate",
]
