# SPDX-License-Identifier: EUPL-1.2
"""Questions asked with every request: made into SQL once, since making it costs several times what asking does."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from django.db import connection, models


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
        parameters = [values[part] if named else part for named, part in places]
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return [tuple(row) for row in convert(cursor.fetchall())]

    def row(self, **values: Any) -> tuple[Any, ...] | None:
        """The first row, if there is any."""
        return next(iter(self.rows(**values)), None)

    @cached_property
    def _compiled(self) -> tuple[str, list[tuple[bool, Any]], Callable[[Any], Any]]:
        compiler: Any = self._written(**self._samples).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        places = list(self._places(parameters))
        lost = self._samples.keys() - {part for named, part in places if named}
        if lost:
            raise ValueError(f"no place for {sorted(lost)} in: {sql}")
        converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
        return sql, places, lambda rows: compiler.apply_converters(rows, converters) if converters else rows

    def _places(self, parameters: Any) -> Iterator[tuple[bool, Any]]:
        for parameter in parameters:
            name = next((name for name, sample in self._samples.items() if sample == parameter), None)
            yield (False, parameter) if name is None else (True, name)
