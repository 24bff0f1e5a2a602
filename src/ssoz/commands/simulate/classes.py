# SPDX-License-Identifier: EUPL-1.2
"""What a class of units may put into a form: cells yet to be filled in, kinds of added rows, constraints on both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from fractions import Fraction

from engine.answers import CellError, Value, parse_cell
from engine.checks import CompiledForm
from engine.checks.instances import Instance
from engine.checks.tree import Node
from engine.definitions import CellSpec, FormDefinition, UnknownCell
from engine.editing.linear import Constraint, Linear, Lineariser, Outside, constraints_of
from engine.tabulation import Grouping
from engine.tabulation.language import (
    Cell,
    Comparison,
    Condition,
    Filled,
    Literal,
    Logic,
    Membership,
    Operand,
    RowField,
    UnitField,
    aggregates,
    operands,
)
from ssoz.commands.simulate.mapping import MappingFile, UnitClass

NUMERIC = frozenset({"int", "dec", "money"})
COMPARE = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


class SimulationError(ValueError):
    """What was asked cannot be simulated; a Polish sentence."""


@dataclass(frozen=True)
class RowKind:
    """Added rows that are alike to every measure and every check: their codes are interchangeable."""

    section: str
    group: str
    codes: tuple[str, ...]
    constraints: tuple[Constraint, ...]

    @property
    def name(self) -> str:
        return f"{self.section}:{self.group}:{self.codes[0]}"


@dataclass(frozen=True)
class Prepared:
    """A class of units laid over the form."""

    unit: UnitClass
    known: Mapping[str, Value]  # cells that are given, or have a usual value
    variables: tuple[CellSpec, ...]  # numeric cells of fixed rows
    columns: Mapping[str, tuple[CellSpec, ...]]  # section → numeric cells of an added row
    row_known: Mapping[str, Mapping[str, Value]]  # section → other required cells of an added row
    kinds: tuple[RowKind, ...]
    constraints: tuple[Constraint, ...]  # on fixed cells and sums over rows
    formulas: Mapping[str, Linear]  # computed cells as sums of others


def usual(definition: FormDefinition, spec: CellSpec) -> Value | None:
    """What stands in a required cell that is no number, where nothing else was said."""
    kind = spec.type.kind
    if kind == "bool":
        return 0
    if kind == "code":
        return next(iter(definition.codes(spec.type) or ()), None)
    return f"{definition.edition}-12-31" if kind == "date" else "–"


def given(definition: FormDefinition, unit: UnitClass) -> dict[str, Value]:
    """`set` of the class, and usual values of what is required besides."""
    found: dict[str, Value] = {}
    for spec in definition.cells.values():
        if spec.required and spec.entered and spec.type.kind not in NUMERIC:
            value = usual(definition, spec)
            if value is not None:
                found[spec.address] = value
    for address, text in unit.set.items():
        try:
            value = parse_cell(definition.cell(address), text)
        except (UnknownCell, CellError) as error:
            raise SimulationError(f"jednostki „{unit.name}”, set {address}: {error}") from None
        if value is not None:
            found[address] = value
    return found


def prepare(
    compiled: CompiledForm, unit: UnitClass, mapping: MappingFile, grouping: Grouping | None, severities: Sequence[str]
) -> Prepared:
    definition = compiled.definition
    known = given(definition, unit)
    numeric = [spec for spec in definition.cells.values() if spec.entered and spec.type.kind in NUMERIC]
    added = {
        section: tuple(spec for spec in cells.values() if spec.entered and spec.type.kind in NUMERIC)
        for section, cells in definition.added.items()
    }
    reader = Lineariser(compiled, _fractions(definition, known), _outside(unit, definition))
    demanded = [item for item in compiled.instances if item.check.severity in severities]
    constraints = constraints_of(reader, (item for item in demanded if not item.loops))
    impossible = next((item.check for item in constraints if not item.factors), None)
    if impossible:
        raise SimulationError(f"jednostki „{unit.name}”: wartości z units.set łamią kontrolę {impossible}")
    return Prepared(
        unit,
        known,
        tuple(spec for spec in numeric if spec.address not in known),
        added,
        {section: _row_known(definition, cells) for section, cells in definition.added.items()},
        tuple(
            kind
            for section in definition.added
            for kind in _kinds(section, (reader, demanded), unit, (mapping, grouping), definition)
        ),
        tuple(constraints),
        {
            name: formula
            for name, formula in reader.computed.items()
            if not any("?" in part for part in formula.factors)
        },
    )


def _row_known(definition: FormDefinition, cells: Mapping[str, CellSpec]) -> dict[str, Value]:
    others = [(code, spec) for code, spec in cells.items() if spec.required and spec.entered]
    values = {code: usual(definition, spec) for code, spec in others if spec.type.kind not in NUMERIC}
    return {code: value for code, value in values.items() if value is not None}


def _fractions(definition: FormDefinition, known: Mapping[str, Value]) -> dict[str, Fraction | str]:
    return {
        address: value if isinstance(value, str) else Fraction(value, 10 ** definition.cell(address).type.scale)
        for address, value in known.items()
    }


def _outside(unit: UnitClass, definition: FormDefinition) -> Outside:
    fields = {"kind": unit.kind, "activity_code": unit.activity_code}

    def value(node: Node) -> Fraction | str | None:
        if node.op == "period":
            return (
                Fraction(365)
                if node.value == "days"
                else Fraction(definition.edition)
                if node.value == "year"
                else None
            )
        return fields.get(str(node.value)) or None if node.op == "unit" else None

    return value


def _kinds(
    section: str,
    checks: tuple[Lineariser, Sequence[Instance]],
    unit: UnitClass,
    how: tuple[MappingFile, Grouping | None],
    definition: FormDefinition,
) -> list[RowKind]:
    """Codes fall into kinds by their group, by the conditions of the measures and by what the checks say of them."""
    reader, demanded = checks
    looped = [item for item in demanded if any(name == section for _, name in item.loops)]
    known = reader.known
    dynamic = definition.section(section).table.dynamic
    if dynamic is None:
        return []
    allowed = unit.rows.get(section) or tuple(definition.codes(dynamic.key.type) or ("–",))
    conditions = _row_conditions(how[0], section)
    kinds: dict[tuple[object, ...], list[str]] = {}
    demands: dict[tuple[object, ...], tuple[Constraint, ...]] = {}
    for code in allowed:
        key_cell = f"{section}.$.{dynamic.key.code}"
        reader.known = {**known, key_cell: code}
        own = tuple(constraints_of(reader, looped))
        if any(not item.factors for item in own):
            continue  # a check refuses the code itself
        group = _group(section, code, *how)
        truths = tuple(_row_truth(condition, dynamic.key.code, code) for condition in conditions)
        kinds.setdefault((group, truths, own), []).append(code)
        demands[group, truths, own] = own
    reader.known = known
    if not kinds:
        raise SimulationError(
            f"jednostki „{unit.name}”: dział {section} nie dopuszcza żadnego kodu z {', '.join(allowed)}"
        )
    return [RowKind(section, str(key[0]), tuple(codes), demands[key]) for key, codes in kinds.items()]


def _group(section: str, code: str, mapping: MappingFile, grouping: Grouping | None) -> str:
    if mapping.by is None or mapping.by.rows != section:
        return ""
    return grouping.group_of(code) if grouping else code


def _row_conditions(mapping: MappingFile, section: str) -> list[Condition]:
    """Conditions of measures on the key of the section's added rows."""
    found: list[Condition] = []
    for column in mapping.table.columns:
        for aggregate in aggregates(column.expression):
            sections = {reference.section for reference in aggregate.cells}
            if aggregate.where is not None and section in sections:
                found.append(aggregate.where)
    return list(dict.fromkeys(found))


def _row_truth(condition: Condition, key: str, code: str) -> bool | None:
    return truth(condition, {RowField(key): code})


def truth(condition: Condition, values: Mapping[Operand, Value | None]) -> bool | None:
    """Whether the condition holds for these values; None where that depends on others."""
    match condition:
        case Logic(operator, parts):
            return _joined(operator, [truth(part, values) for part in parts])
        case Comparison(operator, left, right):
            a, b = (_value(side, values) for side in (left, right))
            return None if a is None or b is None else bool(COMPARE[operator](a, b))
        case Membership(operand, codes):
            value = _value(operand, values)
            return None if value is None else any(fnmatchcase(str(value), code) for code in codes)
        case Filled(operand):
            return True if operand in values else None


def _joined(operator: str, found: list[bool | None]) -> bool | None:
    if operator == "not":
        return None if found[0] is None else not found[0]
    decisive = operator == "or"
    if decisive in found:
        return decisive
    return None if None in found else not decisive


def _value(operand: Operand, values: Mapping[Operand, Value | None]) -> Value | float | None:
    return operand.value if isinstance(operand, Literal) else values.get(operand)


def applies(
    condition: Condition | None, prepared: Prepared, area: str, definition: FormDefinition, kind: RowKind | None
) -> bool:
    """Whether a measure's condition takes in the units (and rows) of this class; what it reads has to be given."""
    if condition is None:
        return True
    values: dict[Operand, Value | None] = {
        UnitField("voivodeship"): area,
        UnitField("kind"): prepared.unit.kind,
        UnitField("activity_code"): prepared.unit.activity_code,
    }
    for operand in operands(condition):
        if isinstance(operand, Cell) and operand.address in prepared.known:
            values[operand] = prepared.known[operand.address]
        if isinstance(operand, RowField) and kind is not None:
            dynamic = definition.section(kind.section).table.dynamic
            if dynamic is not None and operand.name == dynamic.key.code:
                values[operand] = kind.codes[0]
    found = truth(condition, values)
    if found is None:
        missing = [
            operand for operand in operands(condition) if not isinstance(operand, Literal) and operand not in values
        ]
        names = ", ".join(item.address if isinstance(item, Cell) else item.name for item in missing)
        raise SimulationError(f"warunek miary czyta {names}: nadaj tej cesze wartość w units.set")
    return found
