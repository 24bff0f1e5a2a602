# SPDX-License-Identifier: EUPL-1.2
"""Which cells a reference means: codes, ranges, *, the current row and column, variables of foreach."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from engine.checks.grammar import ExpressionError, Syntax, hint
from engine.checks.kinds import LITERAL
from engine.checks.tree import At, Node
from engine.definitions import CellSpec, CellType, FormDefinition, Section

OWNERS = ("unit", "period", "this")
RESERVED = frozenset({"prior", "form", *OWNERS})
MOST_LISTED = 5
ADDED = "+"  # all added rows of a section, before a loop gets its name


@dataclass(frozen=True, slots=True)
class Bound:
    """What a variable of foreach stands for: a row or a column, `code` is $name for a loop over added rows."""

    axis: str
    section: str
    code: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known around an expression: variables, the current cell, the scope, how many loops stand open."""

    variables: Mapping[str, Bound] = field(default_factory=dict)
    here: At | None = None
    scope: str = ""
    loops: int = 0

    def inside(self, at: At) -> "Surroundings":
        return replace(self, here=at, loops=self.loops + 1)


def expand(axes: Sequence[tuple[str, list[Bound]]]) -> Iterator[dict[str, Bound]]:
    """All values of the variables of `foreach`; added rows are one value, looped over when a sheet is read."""
    for values in product(*([(name, bound) for bound in bounds] for name, bounds in axes)):
        yield dict(values)


def axis_of(definition: FormDefinition, loop: Syntax, taken: Collection[str]) -> tuple[str, list[Bound]]:
    """The variable of one `foreach` and all it stands for."""
    name, section_code, axis, *selectors = loop.of
    section = find_section(definition, section_code)
    parts: list[Syntax | None] = [*selectors] or [None]
    if name.value in RESERVED:
        raise ExpressionError(f"Nazwa „{name.value}” jest zajęta.", name.start, name.end)
    if name.value in taken:
        raise ExpressionError("Zmienna powtarza się w „foreach”.", name.start, name.end)
    if axis.value == "rows":
        codes = [code for part in parts for code in rows(section, part, Surroundings())]
        codes = [f"${name.value}" if code == ADDED else code for code in codes]
    elif axis.value == "columns":
        codes = [code for part in parts for code in columns(section, part, Surroundings())]
    else:
        raise unknown(f"Po „{section.code}.” może stać rows albo columns.", axis, ("rows", "columns"))
    if name.value in codes:
        raise ExpressionError(f"Nazwa zmiennej „{name.value}” jest też kodem.", name.start, name.end)
    return name.value, [Bound(axis.value, section.code, code) for code in codes]


def written_out(definition: FormDefinition, field: Syntax, around: Surroundings) -> Syntax:
    """`this.k1` and `d1.plec` as references: d2[r, k1], d1[plec, k1]. In an aggregate `d2.k1` is d2[*, k1]."""
    owner, name = field.of
    if owner.value == "this":
        section, row = _this_row(owner, around)
        return _reference(field, section, row, _leaf(name, "NAME", name.value))
    if owner.value not in definition.by_code:
        known = (*(() if around.scope.startswith("form:") else OWNERS), *definition.by_code)
        raise unknown(f"Nieznana nazwa „{owner.value}”.", owner, known)
    table = definition.by_code[owner.value].table
    if len(table.columns) == 1 and table.row(name.value):
        return _reference(field, owner.value, name, _leaf(name, "NAME", table.columns[0].code))
    if table.column(name.value) is None:
        fields = [row.code for row in table.rows] if len(table.columns) == 1 else []
        known = (*fields, *(column.code for column in table.columns))
        raise unknown(f"Dział {definition.by_code[owner.value].symbol} nie ma pola „{name.value}”.", name, known)
    return _reference(field, owner.value, _leaf(name, "STAR", "*"), name)


def _this_row(this: Syntax, around: Surroundings) -> tuple[str, Syntax]:
    """Section and row that „this” means: the current row, or the one row that `foreach` goes over."""
    if around.here is not None:
        return around.here.section, _leaf(this, "DOT", ".")
    bound = {name: bound for name, bound in around.variables.items() if bound.axis == "rows"}
    if len(bound) != 1:
        many = f"„this” może tu znaczyć kilka wierszy: {', '.join(bound)}. Wskaż wiersz zmienną."
        none = "„this” znaczy bieżący wiersz; tu żadnego nie ma."
        raise ExpressionError(many if bound else none, this.start, this.end)
    ((name, one),) = bound.items()
    return one.section, _leaf(this, "NAME", name)


def _leaf(at: Syntax, op: str, value: str) -> Syntax:
    return Syntax(op, (), at.start, at.end, value)


def _reference(field: Syntax, section: str, row: Syntax, column: Syntax) -> Syntax:
    selectors = [
        Syntax("selectors", (Syntax("selector", (part,), part.start, part.end),), part.start, part.end)
        for part in (row, column)
    ]
    return Syntax("reference", (_leaf(field.of[0], "NAME", section), *selectors), field.start, field.end)


def list_codes(definition: FormDefinition, name: str, where: str) -> Mapping[str, str] | None:
    """Codes of a list that fit a pattern; None where the form was read without its lists."""
    return definition.codes(CellType(kind="code", list=name, where=where))


def find_section(definition: FormDefinition, name: Syntax) -> Section:
    section = definition.by_code.get(name.value)
    if section is None:
        raise unknown(f"Formularz nie ma działu „{name.value}”.", name, definition.by_code)
    return section


def unknown(message: str, name: Syntax, known: Iterable[str]) -> ExpressionError:
    return ExpressionError(message + hint(name.value, known), name.start, name.end)


def rows(section: Section, selector: Syntax | None, around: Surroundings) -> list[str]:
    """Codes of the rows a selector means. Without a selector, or *: all that are not computed, the added ones too."""
    if selector is None or selector.of[0].op == "STAR":
        fixed = [row.code for row in section.table.rows if row.computed is None]
        return [*fixed, ADDED] if section.table.dynamic else fixed
    return _codes(section, "rows", selector, around)


def columns(section: Section, selector: Syntax | None, around: Surroundings) -> list[str]:
    """As rows; * means numbers only."""
    if selector is None or selector.of[0].op == "STAR":
        return [column.code for column in section.table.columns if column.computed is None and column.type.numeric]
    return _codes(section, "columns", selector, around)


def _codes(section: Section, axis: str, selector: Syntax, around: Surroundings) -> list[str]:
    if selector.of[0].op == "DOT":
        return [_current(section, axis, selector, around)]
    known = section.table.row_codes if axis == "rows" else section.table.column_codes
    found = [_code(section, axis, known, name, around) for name in selector.of]
    if len(found) == 1:
        return found
    if found[0] not in known or found[1] not in known:
        raise ExpressionError("Zakres nie może zawierać wierszy dodawanych.", selector.start, selector.end)
    first, last = known.index(found[0]), known.index(found[1])
    if first > last:
        ends = "późniejszego wiersza do wcześniejszego" if axis == "rows" else "późniejszej kolumny do wcześniejszej"
        raise ExpressionError(f"Zakres od {ends}.", selector.start, selector.end)
    return [*known[first : last + 1]]


def _current(section: Section, axis: str, selector: Syntax, around: Surroundings) -> str:
    """The current row or column; of another section one of the same code, which an added row does not have."""
    here = around.here
    if here is None:
        raise ExpressionError("Kropka znaczy bieżący wiersz albo kolumnę; tu żadnej nie ma.", selector.start)
    code, known = (here.row, section.table.row_codes) if axis == "rows" else (here.column, section.table.column_codes)
    added = axis == "rows" and here.looped
    if code in known or (added and here.section == section.code):
        return code
    one = "wiersz dodany innego działu" if added else f"wiersz „{code}”" if axis == "rows" else f"kolumnę „{code}”"
    lacks = f"a dział {section.symbol} {'go' if axis == 'rows' else 'jej'} nie ma"
    raise ExpressionError(f"Kropka znaczy tu {one}, {lacks}.", selector.start)


def _code(section: Section, axis: str, known: Sequence[str], name: Syntax, around: Surroundings) -> str:
    bound = around.variables.get(name.value)
    if bound is None:
        if name.value not in known:
            what = "wiersza" if axis == "rows" else "kolumny"
            message = f"Dział {section.symbol} nie ma {what} „{name.value}”."
            near = hint(name.value, [*known, *around.variables]) or _listed(known)
            raise ExpressionError(message + near, name.start, name.end)
        return name.value
    if bound.axis != axis:
        what = "wiersz" if axis == "rows" else "kolumna"
        raise ExpressionError(f"„{name.value}” to nie jest {what}.", name.start, name.end)
    if bound.code not in known and not (bound.code.startswith("$") and bound.section == section.code):
        shown = bound.code if not bound.code.startswith("$") else "dodawanych wierszy innego działu"
        raise ExpressionError(f"Dział {section.symbol} nie ma {shown}.", name.start, name.end)
    return bound.code


def _listed(codes: Sequence[str]) -> str:
    """What there is, where no code is near."""
    shown = codes if len(codes) <= MOST_LISTED else (*codes[:2], "…", codes[-1])
    return f" {'Są' if len(codes) > 1 else 'Jest'}: {', '.join(shown)}." if codes else ""


def select(definition: FormDefinition, reference: Syntax, around: Surroundings) -> list[tuple[At, CellSpec | None]]:
    """The cells of a reference, closed ones left out where a range meets them. Added rows stay one cell of row +."""
    name, row_part, column_part = reference.of
    section = find_section(definition, name)
    found_rows = [code for part in row_part.of for code in rows(section, part, around)]
    found_columns = [code for part in column_part.of for code in columns(section, part, around)]
    places = [At(section.code, row, column, around.scope) for row in found_rows for column in found_columns]
    if around.scope.startswith("form:") and any(_strange(at, around) for at in places):
        raise _no_counterpart(reference)
    found = [(at, spec_at(definition, at)) for at in places]
    there = [(at, spec) for at, spec in found if spec is not None and not spec.closed]
    if there or len(found) > 1:
        return list(there)
    if found and _plain(reference, around):
        ((at, spec),) = found
        missing = f"Wiersz {at.row} nie ma kolumny „{at.column}”." if spec is None else "To pole jest zamknięte (×)."
        raise ExpressionError(missing, reference.start, reference.end)
    return found


def _strange(at: At, around: Surroundings) -> bool:
    """An added row, and not the one that an aggregate over the same form stands at."""
    return at.looped and not (at.own_loop and around.here is not None and around.here.scope == at.scope)


def _no_counterpart(reference: Syntax) -> ExpressionError:
    message = "Wiersz dodany nie ma odpowiednika w innym formularzu."
    return ExpressionError(message, reference.start, reference.end)


def _plain(reference: Syntax, around: Surroundings) -> bool:
    """Written with codes only: `d2[w01,k1]`."""
    names = [part for selectors in reference.of[1:] for selector in selectors.of for part in selector.of]
    return all(part.op == "NAME" and part.value not in around.variables for part in names)


def spec_at(definition: FormDefinition, at: At) -> CellSpec | None:
    """What the form says of a cell, of a looped row too."""
    if at.looped or at.row == ADDED:
        return definition.added[at.section].get(at.column)
    return definition.cells.get(at.address)


def cell_node(spec: CellSpec, at: At) -> Node:
    return Node("cell", spec.type.kind, scale=spec.type.scale, at=at)


def foreign_cell(syntax: Syntax, around: Surroundings) -> Node:
    """A cell of a form whose definition is not at hand: by its codes, taken for a number that goes with any."""
    codes = [selector.of for selectors in syntax.of[1:] for selector in selectors.of]
    if len(codes) != 2 or any(len(code) != 1 or code[0].op != "NAME" for code in codes):
        message = 'Pole innego formularza wskazuje się kodami: form("MZ-88").d1[w01, k4].'
        raise ExpressionError(message, syntax.start, syntax.end)
    row, column = (code[0].value for code in codes)
    bound = (around.variables.get(row), around.variables.get(column))
    at = At(syntax.of[0].value, bound[0].code if bound[0] else row, bound[1].code if bound[1] else column, around.scope)
    if at.looped:
        raise _no_counterpart(syntax)
    return Node("cell", LITERAL, at=at)
