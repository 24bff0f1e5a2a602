# SPDX-License-Identifier: EUPL-1.2
"""Questions asked with every request: made into SQL once, since making it costs several times what asking does."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

from django.db import connection, models
from django.db.models.query import get_related_populators
from django.db.models.sql import UpdateQuery

Places = list[tuple[bool, Any]]


class Question:
    """What a query set asks, with places for values.

    It is written once, with a sample in each place; a sample is like nothing else in the question.
    Where Django writes another question for another value (None, nothing in a list), there must be two.
    """

    def __init__(self, written: Callable[..., "models.QuerySet[Any, Any]"], **samples: Any) -> None:
        self._written = written
        self._samples = samples

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """All rows, as `values_list` would give them."""
        sql, places, convert = self._compiled
        with connection.cursor() as cursor:
            cursor.execute(sql, _filled(places, values))
            return [tuple(row) for row in convert(cursor.fetchall())]

    def row(self, **values: Any) -> tuple[Any, ...] | None:
        """The first row, if there is any."""
        return next(iter(self.rows(**values)), None)

    def instances(self, **values: Any) -> list[Any]:
        """All rows as the query set gives them: models, each with what `select_related` names."""
        rows = self.rows(**values)
        return [self._made(row) for row in rows]

    def instance(self, **values: Any) -> Any:
        """The first of them, if there is any."""
        return next(iter(self.instances(**values)), None)

    @cached_property
    def _compiler(self) -> Any:
        return self._written(**self._samples).query.get_compiler(connection=connection)

    @cached_property
    def _compiled(self) -> tuple[str, Places, Callable[[Any], Any]]:
        compiler = self._compiler
        sql, parameters = compiler.as_sql()
        places = _places(sql, parameters, self._samples)
        converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
        return sql, places, lambda rows: compiler.apply_converters(rows, converters) if converters else rows

    @cached_property
    def _made(self) -> Callable[[tuple[Any, ...]], Any]:
        """How a row becomes a model; what `ModelIterable` finds out anew each time."""
        known, select = self._compiler.klass_info, self._compiler.select
        begin, end = known["select_fields"][0], known["select_fields"][-1] + 1
        names = [column.target.attname for column, _sql, _alias in select[begin:end]]
        related: Any = get_related_populators  # the stubs have that of a later Django
        populators = related(known, select, connection.alias)
        annotated = self._compiler.annotation_col_map or {}

        def made(row: tuple[Any, ...]) -> Any:
            instance = known["model"].from_db(connection.alias, names, row[begin:end])
            for each in populators:
                each.populate(row, instance)
            for name, position in annotated.items():
                setattr(instance, name, row[position])
            return instance

        return made


class Change:
    """What an update of a query set changes, written once like a question: the rows meant, and their new values."""

    def __init__(
        self, written: Callable[..., tuple["models.QuerySet[Any, Any]", Mapping[str, Any]]], **samples: Any
    ) -> None:
        self._written = written
        self._samples = samples

    def made(self, **values: Any) -> int:
        """Make it; returns in how many rows."""
        sql, places = self._compiled
        with connection.cursor() as cursor:
            cursor.execute(sql, _filled(places, values))
            return int(cursor.rowcount)

    @cached_property
    def _compiled(self) -> tuple[str, Places]:
        rows, values = self._written(**self._samples)
        query: Any = rows.query.chain(UpdateQuery)
        query.add_update_values(values)
        sql, parameters = query.get_compiler(connection=connection).as_sql()
        return sql, _places(sql, parameters, self._samples)


def _filled(places: Places, values: Mapping[str, Any]) -> list[Any]:
    return [values[part] if named else part for named, part in places]


def _places(sql: str, parameters: Any, samples: Mapping[str, Any]) -> Places:
    """Which parameters stay as they were written, and which are places; every sample has to have one."""
    places = list(_read(parameters, samples))
    lost = samples.keys() - {part for named, part in places if named}
    if lost:
        raise ValueError(f"no place for {sorted(lost)} in: {sql}")
    return places


def _read(parameters: Any, samples: Mapping[str, Any]) -> Iterator[tuple[bool, Any]]:
    for parameter in parameters:
        name = next((name for name, sample in samples.items() if sample == parameter), None)
        yield (False, parameter) if name is None else (True, name)
