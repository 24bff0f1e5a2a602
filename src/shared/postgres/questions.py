# SPDX-License-Identifier: EUPL-1.2
"""Questions asked with every request: made into SQL once, since making it costs several times what asking does."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property
from typing import Any, TypeVar

from django.db import connection, models
from django.db.backends.utils import CursorWrapper
from django.db.models.query import get_related_populators
from django.db.models.sql import DeleteQuery, InsertQuery, UpdateQuery

Places = list[tuple[bool, Any]]
Row = TypeVar("Row", bound=models.Model)


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
        with _cursor() as cursor:
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


class _Deed(ABC):
    """What is done to the rows of a query set, written once like a question."""

    def __init__(self, written: Callable[..., Any], **samples: Any) -> None:
        self._written = written
        self._samples = samples

    def made(self, **values: Any) -> int:
        """Do it; returns to how many rows."""
        sql, places = self._compiled
        with _cursor() as cursor:
            cursor.execute(sql, _filled(places, values))
            return int(cursor.rowcount)

    @cached_property
    def _compiled(self) -> tuple[str, Places]:
        sql, parameters = self._query().get_compiler(connection=connection).as_sql()
        return sql, _places(sql, parameters, self._samples)

    @abstractmethod
    def _query(self) -> Any:
        """As Django writes it for the samples."""


class Change(_Deed):
    """An update: `written` gives the rows meant and their new values."""

    def _query(self) -> Any:
        rows, values = self._written(**self._samples)
        query: Any = rows.query.chain(UpdateQuery)
        query.add_update_values(values)
        return query


class Removal(_Deed):
    """A deletion: `written` gives the rows meant. Nothing else goes with it: what refers to them by a foreign key keeps
    them from going.
    """

    def _query(self) -> Any:
        return self._written(**self._samples).query.chain(DeleteQuery)


def add(row: Row) -> Row:
    """Insert a row that is not there yet, as `save(force_insert=True)` does, by a statement written once for its model.

    Nobody is told: there are no signals. A key that the database makes is filled in.
    """
    is_keyed = row.pk is not None or row._meta.pk.has_default()
    sql, fields = _insertion(type(row), is_keyed)
    values = [field.get_db_prep_save(field.pre_save(row, True), connection=connection) for field in fields]
    with _cursor() as cursor:
        cursor.execute(sql, values)
        if not is_keyed:
            row.pk = cursor.fetchone()[0]
    row._state.adding, row._state.db = False, connection.alias
    return row


@cache
def _insertion(model: type[models.Model], is_keyed: bool) -> tuple[str, list[Any]]:
    """INSERT for all columns of a model, and the fields whose values it takes; a key it makes itself comes back."""
    meta = model._meta
    given = [field for field in meta.local_concrete_fields if not field.generated]
    fields = [field for field in given if is_keyed or not field.primary_key]
    query = InsertQuery(model)
    query.insert_values(fields, [model()])
    compiler: Any = query.get_compiler(connection=connection)
    compiler.returning_fields = None if is_keyed else [meta.pk]
    return compiler.as_sql()[0][0], fields


def _cursor() -> CursorWrapper:
    """A cursor of our own engine: what is written once is planned once, too."""
    kept: CursorWrapper = connection.kept_cursor()  # type: ignore[attr-defined]  # `shared.postgres.engine` has it
    return kept


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
