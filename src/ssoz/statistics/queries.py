# SPDX-License-Identifier: EUPL-1.2
"""Reading output tables, as somebody: figures of one or two units are for those who may read reports."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import ibis

from engine.definitions import FormDefinition
from engine.tabulation import TOTAL, BoundTable, Group, Grouping, OutputTable, Populations, Result, bind, tabulate
from engine.tabulation.language import days
from ssoz.access.actors import Actor
from ssoz.access.permissions import Permission, for_kind
from ssoz.access.policies import require
from ssoz.access.scopes import scope
from ssoz.catalogue.queries import definition
from ssoz.registers import queries as registers
from ssoz.statistics import storage
from ssoz.statistics.errors import NoData
from ssoz.statistics.models import DataSet
from ssoz.statistics.policies import Secret, protect
from ssoz.statistics.tables import declared, table


@dataclass(frozen=True)
class Listed:
    """A table in the list of tables, with the newest data there are for it."""

    table: OutputTable
    data_set: DataSet | None


@dataclass(frozen=True)
class TableData:
    """A table with its figures and where they come from."""

    table: OutputTable
    data_set: DataSet
    result: Result
    areas: Mapping[str, str]  # code → name; the country first
    groups: Mapping[str, str]  # code → name; all together first, alone where there is no second dimension
    secret: Secret

    @property
    def period(self) -> tuple[date, date]:
        return self.data_set.round.period_start, self.data_set.round.period_end

    def value(self, area: str, column: str, group: str = TOTAL) -> float | int | None:
        return self.result.value(area, column, group)

    def is_secret(self, area: str, group: str = TOTAL) -> bool:
        return (area, group) in self.secret


def _newest() -> dict[str, DataSet]:
    """Form → data set of its newest period."""
    found = DataSet.objects.select_related("round__edition").order_by("round__period_start", "round__pk")
    return {data_set.round.edition.form: data_set for data_set in found.defer("round__edition__source")}


def tables(actor: Actor) -> tuple[Listed, ...]:
    require(actor, Permission.STATISTICS_VIEW)
    newest = _newest()
    return tuple(Listed(item, newest.get(item.form)) for item in declared().values())


def table_data(actor: Actor, code: str) -> TableData:
    """The table over the newest data; raises UnknownTable, NoData."""
    require(actor, Permission.STATISTICS_VIEW)
    wanted = table(code)
    data_set = _newest().get(wanted.form)
    if data_set is None or not data_set.reports or not storage.exists(data_set.folder):
        raise NoData
    return evaluate(wanted, data_set, reads_content=_reads_content(actor, data_set))


def _reads_content(actor: Actor, data_set: DataSet) -> bool:
    edition = data_set.round.edition
    reach = scope(actor, for_kind("REPORT_READ", edition.kind))
    return reach.everything or edition.subject in reach.subjects


def evaluate(wanted: OutputTable, data_set: DataSet, *, reads_content: bool) -> TableData:
    form = definition(data_set.round.edition_id)
    end = data_set.round.period_end
    areas = registers.voivodeships(end)
    bound = bound_table(wanted, form, end)
    result = _remembered(bound, data_set, areas)
    names = {"PL": "POLSKA", **areas}
    secret = frozenset() if reads_content else protect(result)
    return TableData(wanted, data_set, result, names, group_names(bound), secret)


_results: dict[tuple[str, str], Result] = {}
REMEMBERED = 100


def _remembered(bound: BoundTable, data_set: DataSet, areas: Iterable[str]) -> Result:
    """A table over the same reports is counted once: page, map and files show the same figures."""
    key = (data_set.digest, bound.table.model_dump_json())
    if key not in _results:
        while len(_results) >= REMEMBERED:
            del _results[next(iter(_results))]
        _results[key] = counted(bound, data_set, areas)
    return _results[key]


def counted(bound: BoundTable, data_set: DataSet, areas: Iterable[str]) -> Result:
    """The figures of a table over a data set."""
    sources = storage.sources(data_set.folder, ibis.duckdb.connect())
    return tabulate(bound, sources, areas, populations(bound, data_set.round.period_end))


def bound_table(wanted: OutputTable, form: FormDefinition, on: date) -> BoundTable:
    groupings = {}
    if wanted.by and wanted.by.groups:
        groupings[wanted.by.groups] = grouping(wanted, form, on)
    return bind(wanted, form, groupings)


def grouping(wanted: OutputTable, form: FormDefinition, on: date) -> Grouping:
    """Groups of a code list, by its correspondence with the list of the key's codes."""
    by = wanted.by
    dynamic = form.section(by.rows).table.dynamic if by else None
    if by is None or by.groups is None or dynamic is None:
        raise ValueError("the table has no groups")
    codes: dict[str, list[str]] = {}
    for code, group in registers.correspondence(dynamic.key.type.list, by.groups).items():
        codes.setdefault(group, []).append(code)
    items = {
        entry.code: Group.model_validate(
            {
                "code": entry.code,
                "title": {"pl": entry.name, "en": entry.name_en},
                "codes": tuple(sorted(codes.get(entry.code, ()))),
            }
        )
        for entry in registers.code_list(by.groups, on)
    }
    other = Group.model_validate({"code": by.residual or "other", "title": {"pl": "Pozostałe", "en": "Other"}})
    residual = items.pop(by.residual, other)
    return Grouping(groups=by.groups, title=by.title, source="", items=tuple(items.values()), residual=residual)


def group_names(bound: BoundTable) -> dict[str, str]:
    by = bound.table.by
    if by is None:
        return {TOTAL: ""}
    if bound.grouping is not None:
        return {TOTAL: "OGÓŁEM", **{group.code: group.title.pl for group in bound.grouping.all}}
    dynamic = bound.definition.section(by.rows).table.dynamic
    codes = bound.definition.codes(dynamic.key.type) if dynamic else None
    return {TOTAL: "OGÓŁEM", **{code: f"{code} {name}".strip() for code, name in (codes or {}).items()}}


def populations(bound: BoundTable, end: date) -> Populations:
    """People on the days the table asks for, in the year the period ends in or the nearest before."""
    wanted = {day for column in bound.table.columns for day in days(column.expression)}
    found: dict[tuple[str, str], int] = {}
    for day in wanted:
        month, number = map(int, day.split("-"))
        counted = registers.population(date(end.year, month, number))
        found |= {(area, day): people for area, people in counted.items()}
    return found
