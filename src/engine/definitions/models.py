# SPDX-License-Identifier: EUPL-1.2
"""The parts of a form as the YAML file writes them. Everything is frozen."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fnmatch import translate
from functools import cached_property, lru_cache
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

Kind = Literal["int", "dec", "money", "text", "date", "code", "bool"]
Version = Literal["preliminary", "final"]
VERSIONS: tuple[Version, ...] = ("preliminary", "final")
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Dimension = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]{0,39}$")]
Dims = dict[Dimension, Annotated[str, Field(min_length=1)]]  # as SDMX names them
Formula = Annotated[str, Field(min_length=1)]
Whole = Annotated[int, Field(strict=True)]  # „2_025” and „ 2025” are texts
NUMERIC = frozenset({"int", "dec", "money"})
ADDED_ROW = re.compile(r"^r[1-9][0-9]*$")
MAX_SCALE = 6
LONGEST = 500  # signs of a title, a message, the name of a reason
MAX_DIGITS = 12  # before the comma; an answer holds no more
SPACE = "[ \u00a0\u202f]"
LIMIT = rf"-?([0-9]{{1,{MAX_DIGITS}}}|[0-9]{{1,3}}({SPACE}[0-9]{{3}}){{1,3}})([.,][0-9]{{1,{MAX_SCALE}}})?"
TYPE_KEYS = ("type", "scale", "min", "max", "list", "where")


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True, populate_by_name=True)


class Text(Model):
    """A text for people; English may be missing."""

    pl: Annotated[str, Field(max_length=LONGEST)]
    en: Annotated[str, Field(max_length=LONGEST)] = ""

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, data: Any) -> Any:
        return {"pl": str(data)} if isinstance(data, str | int) and not isinstance(data, bool) else data

    def __str__(self) -> str:
        return self.pl


NO_TEXT = Text(pl="")


def _decimal(limit: object) -> str | None:
    """As a number is written in Poland or in YAML; never with an exponent, which could be larger than any memory."""
    if limit is None:
        return None
    if not re.fullmatch(LIMIT, str(limit)):
        raise ValueError(
            f"Tu potrzebna jest liczba z cyfr od 0 do 9, na przykład 1000 albo 0,5; najwięcej cyfr przed przecinkiem: "
            f"{MAX_DIGITS}, po nim: {MAX_SCALE}."
        )
    return re.sub(SPACE, "", str(limit)).replace(",", ".")


class CellType(Model):
    """What a cell may hold. Numbers are kept as integers scaled by 10^scale; limits are in natural units."""

    kind: Kind = "int"
    scale: Whole = Field(default=0, ge=0, le=MAX_SCALE)
    min: Annotated[Decimal | None, BeforeValidator(_decimal)] = None
    max: Annotated[Decimal | None, BeforeValidator(_decimal)] = None
    list: str = ""
    where: str = ""

    @property
    def numeric(self) -> bool:
        return self.kind in NUMERIC

    def fits(self, code: str) -> bool:
        """Does the code match one of the patterns?"""
        return not self.where or _patterns(self.where).fullmatch(code) is not None

    @model_validator(mode="before")
    @classmethod
    def _shorthand(cls, data: dict[str, Any]) -> dict[str, Any]:
        kind = data.get("kind", "int")
        if not isinstance(kind, str):
            return data
        found = re.fullmatch(r"(dec|money)\(([0-9])\)", kind)
        if found:
            data = {**data, "kind": found[1], "scale": int(found[2])}
        return {"min": 0, **data} if data.get("kind", "int") in NUMERIC else data

    @model_validator(mode="after")
    def _sensible(self) -> Self:
        if self.kind == "code" and not self.list:
            raise ValueError("Typ „code” potrzebuje słownika: list.")
        if not all(self.where.split("|")) and self.where:
            raise ValueError("Wzorce w where oddziela się jedną kreską: 47*|27*.")
        if "[" in self.where:
            raise ValueError("Wzorce w where nie mają zbiorów znaków „[…]”; jest tylko * i ?.")
        if self.kind != "code" and (self.list or self.where):
            raise ValueError("Klucze list i where ma tylko typ „code”.")
        if self.kind == "dec" and self.scale == 0:
            raise ValueError("Typ „dec” potrzebuje liczby miejsc po przecinku, na przykład dec(2).")
        if self.kind not in {"dec", "money"} and self.scale:
            raise ValueError("Miejsca po przecinku mają tylko typy „dec” i „money”.")
        return self._limited()

    def _limited(self) -> Self:
        if self.kind == "text" and (self.min is not None or not _is_length(self.max)):
            raise ValueError("Tekst ma tylko największą długość tekstu (max), liczbę całkowitą od 1.")
        if self.kind not in {*NUMERIC, "text"} and not self.min == self.max is None:
            raise ValueError("Granice (min, max) mają tylko liczby i teksty.")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError("Najmniejsza wartość (min) jest większa niż największa (max).")
        return self


def _is_length(limit: Decimal | None) -> bool:
    return limit is None or (limit >= 1 and limit == limit.to_integral_value())


@lru_cache(maxsize=1024)
def _patterns(where: str) -> re.Pattern[str]:
    return re.compile("|".join(map(translate, where.split("|"))))


def fold_type(data: Any) -> Any:
    """In the file the type stands flat beside the title: {type: dec, scale: 2, min: 0}."""
    if not isinstance(data, dict):
        return data
    folded = {("kind" if key == "type" else key): data[key] for key in TYPE_KEYS if key in data}
    rest = {key: value for key, value in data.items() if key not in TYPE_KEYS}
    return {**rest, "type": folded} if folded else rest


def symbol_of(code: str) -> str:
    """Printed symbol of a code: w01 → 01, k12 → 12, d2a → 2A."""
    rest = code.lstrip("abcdefghijklmnopqrstuvwxyz")
    return rest.upper() if rest else code


class _Coded(Model):
    code: Code
    symbol: str = ""

    @model_validator(mode="before")
    @classmethod
    def _printed(cls, data: Any) -> Any:
        if isinstance(data, dict) and isinstance(data.get("code"), str) and not data.get("symbol"):
            return {**data, "symbol": symbol_of(data["code"])}
        return data


class Column(_Coded):
    title: Text = NO_TEXT
    group: tuple[Text, ...] = ()
    type: CellType = Field(default_factory=lambda: CellType.model_validate({"kind": "int"}))
    computed: Formula | None = None
    required: bool = False
    dims: Dims = {}

    @model_validator(mode="before")
    @classmethod
    def _fold(cls, data: Any) -> Any:
        return fold_type(data)


class Row(_Coded):
    title: Text = NO_TEXT
    type: CellType | None = None
    computed: Formula | None = None
    group: tuple[Text, ...] = ()
    indent: Whole = Field(default=0, ge=0, le=5)
    required: bool = False
    dims: Dims = {}

    @model_validator(mode="before")
    @classmethod
    def _fold(cls, data: Any) -> Any:
        return fold_type(data)


class Dynamic(Model):
    """Rows that people add, each with a key cell."""

    min: Whole = Field(default=0, ge=0)
    max: Whole = Field(default=300, ge=1, le=5000)
    unique: bool = False
    key: Column


class Table(Model):
    columns: tuple[Column, ...] = Field(min_length=1)
    rows: tuple[Row, ...] = ()
    dynamic: Dynamic | None = None
    closed: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _some_rows(self) -> Self:
        if not self.rows and self.dynamic is None:
            raise ValueError("Tabela potrzebuje wierszy: rows albo dynamic.")
        return self

    @cached_property
    def row_codes(self) -> tuple[str, ...]:
        return tuple(row.code for row in self.rows)

    @cached_property
    def by_code(self) -> Mapping[str, Column]:
        """All columns, the key of added rows last."""
        columns = (*self.columns, *((self.dynamic.key,) if self.dynamic else ()))
        return {column.code: column for column in columns}

    @cached_property
    def column_codes(self) -> tuple[str, ...]:
        return tuple(self.by_code)

    def column(self, code: str) -> Column | None:
        return self.by_code.get(code)

    def row(self, code: str) -> Row | None:
        return next((row for row in self.rows if row.code == code), None)


ANSWER = Column(code="k1", title=NO_TEXT)  # the one column of a record
NO_TABLE = Table.model_construct(columns=(), rows=())


class Section(_Coded):
    """A table, or a single record: a list of fields, kept as a table with one column."""

    title: Text
    note: str = ""
    table: Table = NO_TABLE
    fields: tuple[Row, ...] = ()

    @model_validator(mode="after")
    def _as_table(self) -> Self:
        if bool(self.fields) == (self.table is not NO_TABLE):
            raise ValueError("Dział ma albo tabelę (table), albo pola (fields).")
        if self.fields:
            self.__dict__["table"] = Table(columns=(ANSWER,), rows=self.fields)
        return self

    @property
    def layout(self) -> Literal["table", "fields"]:
        return "fields" if self.fields else "table"


class Example(Model):
    """A small sheet for a check; numbers as people type them."""

    cells: dict[str, str] = {}
    prior: dict[str, str] = {}
    forms: dict[str, dict[str, str]] = {}
    unit: dict[str, str] = {}
    period: dict[Literal["start", "end"], date] = {}

    @model_validator(mode="before")
    @classmethod
    def _cells_only(cls, data: Any) -> Any:
        if isinstance(data, dict) and not set(data) & set(cls.model_fields):
            return {"cells": data}
        return data

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        if {"start", "end"} <= self.period.keys() and self.period["start"] > self.period["end"]:
            raise ValueError("Okres kończy się, zanim się zaczyna.")
        return self


class Examples(Model):
    passing: Example = Field(alias="pass")
    failing: Example = Field(alias="fail")


class Check(Model):
    id: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z./-]{0,39}$")]
    severity: Literal["error", "warning"] = "error"
    level: Whole | None = Field(default=None, ge=0, le=4)
    foreach: tuple[str, ...] = ()
    check: str
    message: Text = NO_TEXT
    target: str = ""
    explain: tuple[str, ...] = ()
    note: str = ""
    examples: Examples | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_foreach(cls, data: Any) -> Any:
        if isinstance(data, dict) and isinstance(data.get("foreach"), str):
            return {**data, "foreach": [part.strip() for part in re.split(r",(?![^\[]*\])", data["foreach"])]}
        return data


class Legal(Model):
    act: str = ""
    programme: str = ""
    confidentiality: Literal["personal", "financial", "activity"] = "activity"


class Dates(Model):
    unit: date | None = None
    supervisor: date | None = None
    aggregate: date | None = None


class Due(Dates):
    """One set of dates, or one for each version of the form."""

    preliminary: Dates | None = None
    final: Dates | None = None

    @property
    def versions(self) -> dict[str, Dates]:
        return {name: dates for name in VERSIONS if (dates := getattr(self, name)) is not None}

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.versions and (self.unit or self.supervisor or self.aggregate):
            raise ValueError("Terminy podaje się albo wprost, albo dla każdej wersji.")
        return self


class Crosswalk(Model):
    """Where this edition's cells stood in the previous one; cells not named here stood at the same address."""

    previous: Whole = Field(alias="from")
    cells: dict[str, str] = {}
    new: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
