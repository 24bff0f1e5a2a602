# SPDX-License-Identifier: EUPL-1.2
"""Dates as whole numbers of days: full years between two of them, and the periods an edition is asked for.

n full years are 146097/400 · n days, give or take 879/400: no date of the calendar of 400 years is further off. So it
is with months, counted from the first one of the calendar. Where that leaves two answers open both are looked into, the
certain one first.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction

from engine.checks.findings import Period, default_period
from engine.definitions import FormDefinition
from engine.editing.linear import Linear
from engine.publication.formulas import ALWAYS, Formula, both, compared, constant, either, opposite, variable
from engine.publication.quantities import LAST_DAY, Number, Quantities
from engine.publication.solver import Limits

YEAR = Fraction(146_097, 400)  # days, in the long run
SLACK = Fraction(879, 400)
MONTH = YEAR / 12
MONTHS_SLACK = Fraction(7027, 3200)
MONTHS_LATE = Fraction(-2921, 3200)  # days from when a month is due to when it begins: in the middle of all
MONTHS = {"half_year": 6, "quarter": 3, "month": 1}
PERIOD = "period#"


def years(quantities: Quantities, first: Number, last: Number) -> Number:
    """Full years from one day to another; less than none where the other comes first."""
    span = last.value.plus(first.value, -1)

    def meaning(own: Linear) -> Formula:
        signed = [(own, span), (own.times(Fraction(-1)), span.times(Fraction(-1)))]
        return either(*(_full_years(number, days, slack) for slack in (SLACK, -SLACK) for number, days in signed))

    known = both(first.known, last.known, _is_day(first.value), _is_day(last.value))
    return Number(quantities.new("years", meaning), known, settled=False)


def _full_years(number: Linear, days: Linear, slack: Fraction) -> Formula:
    none = constant(0)
    return both(compared(days, ">=", none), compared(number, ">=", none), _full(number, days, YEAR, slack))


def _full(number: Linear, days: Linear, unit: Fraction, slack: Fraction) -> Formula:
    """The days are as many full units as the number says: for certain, or (slack < 0) perhaps."""
    least = number.times(unit).plus(constant(slack))
    beyond = number.plus(constant(1)).times(unit).plus(constant(-slack))
    return both(compared(least, "<=", days), compared(days, "<", beyond))


def year(quantities: Quantities, day: Number) -> Number:
    found = years(quantities, Number(constant(1)), day)
    return Number(found.value.plus(constant(1)), found.known, settled=False)


def month(quantities: Quantities, day: Number, year: Number) -> Number:
    """One of the twelve of its year; all months of the calendar are numbered from 0."""
    days = day.value.plus(constant(-1 - MONTHS_LATE))
    before = year.value.plus(constant(-1)).times(Fraction(12))

    def meaning(own: Linear) -> Formula:
        number = before.plus(own).plus(constant(-1))
        within = (_full(number, days, MONTH, slack) for slack in (MONTHS_SLACK, -MONTHS_SLACK))
        return either(*within, opposite(_is_day(day.value)))

    return Number(quantities.new("month", meaning, Limits(1, 12)), year.known, settled=False)


def _is_day(value: Linear) -> Formula:
    """Within the calendar: cells are, what is computed from them need not be."""
    if len(value.factors) == 1 and not value.constant:
        return ALWAYS
    return both(compared(value, ">=", constant(1)), compared(value, "<=", constant(LAST_DAY)))


# periods


def periods(definition: FormDefinition) -> tuple[Period, ...]:
    """Those an edition may be asked for, the likeliest last; forms about events for any days within its year."""
    whole = default_period(definition)
    if definition.period != "school_year":
        return _parts(whole, MONTHS.get(definition.period, 12))
    ends = (whole.end.year + 1, whole.end.year)
    return tuple(Period(date(end - 1, 9, 1), date(end, 8, 31)) for end in ends)


def _parts(whole: Period, months: int) -> tuple[Period, ...]:
    starts = [date(whole.start.year, 1 + months * number, 1) for number in range(12 // months)]
    ends = [*(start - timedelta(days=1) for start in starts[1:]), whole.end]
    return tuple(map(Period, starts, ends))


def period_field(quantities: Quantities, definition: FormDefinition, name: str) -> Number:
    """A field of the period: a number where there is one period only, else a quantity."""
    known = periods(definition)
    if definition.period == "event":
        return _of_any_days(quantities, known[0], name)
    if len(known) == 1:
        return Number(constant(_fields(known[0])[name]))
    found = [_fields(period) for period in known]
    meaning = either(*(both(*(_is(field, one[field]) for field in one)) for one in found))
    for field in found[0]:
        values = [one[field] for one in found]
        _define(quantities, field, Limits(min(values), max(values)), meaning)
    return Number(_column(name))


def _of_any_days(quantities: Quantities, whole: Period, name: str) -> Number:
    start, end = _column("start"), _column("end")
    days = Limits(whole.start.toordinal(), whole.end.toordinal())
    for field in ("start", "end"):
        _define(quantities, field, days, compared(start, "<=", end))
    if name == "year":
        return Number(constant(whole.end.year))
    if name == "days":
        return Number(end.plus(start, -1).plus(constant(1)))
    if name in {"month", "quarter"}:
        parts = _parts(whole, MONTHS[name])
        cases = [both(_is(name, number), _ends_in(part)) for number, part in enumerate(parts, 1)]
        _define(quantities, name, Limits(1, len(parts)), either(*cases))
    return Number(_column(name))


def _ends_in(part: Period) -> Formula:
    first, last = (constant(day.toordinal()) for day in (part.start, part.end))
    return both(compared(_column("end"), ">=", first), compared(_column("end"), "<=", last))


def _define(quantities: Quantities, field: str, limits: Limits, meaning: Formula) -> None:
    quantities.limits[f"{PERIOD}{field}"] = limits
    quantities.meanings[f"{PERIOD}{field}"] = meaning


def _column(field: str) -> Linear:
    return variable(f"{PERIOD}{field}")


def _is(field: str, value: int) -> Formula:
    return compared(_column(field), "=", constant(value))


def _fields(period: Period) -> dict[str, int]:
    days = {
        "start": period.start.toordinal(),
        "end": period.end.toordinal(),
        "days": (period.end - period.start).days + 1,
    }
    return {**days, "year": period.end.year, "quarter": period.quarter, "month": period.end.month}


def period_at(point: Mapping[str, int], otherwise: Period) -> Period:
    """The one that numbers were found for."""
    if f"{PERIOD}end" not in point:
        return otherwise
    return Period(date.fromordinal(point[f"{PERIOD}start"]), date.fromordinal(point[f"{PERIOD}end"]))
