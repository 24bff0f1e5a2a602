# SPDX-License-Identifier: EUPL-1.2
"""Numbers, dates and counted nouns as people read them in Poland; in English with a decimal point."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"
NEAR = 30  # days ahead within which "za 6 dni" helps more than it disturbs
LONG_AGO = 366  # days after which nobody counts them any more


def is_polish() -> bool:
    """Whether the page is being written in Polish."""
    return (get_language() or "pl").startswith("pl")


def number(value: int | float | Decimal | None, places: int | None = None) -> str:
    """`1234.5` → `1 234,5`; blank → a dash. Without `places` as many as the value has."""
    if value is None or value == "":
        return DASH
    exact = Decimal(str(value))
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _, rest = f"{abs(exact):,f}".partition(".")
    text = whole.replace(",", SPACE)
    if rest:
        text += ("," if is_polish() else ".") + rest
    return (MINUS if exact < 0 else "") + text


def percent(share: float | Decimal | None, places: int = 0) -> str:
    """`0.62` → `62 %`."""
    if share is None:
        return DASH
    return number(Decimal(str(share)) * 100, places) + SPACE + "%"


def plural(count: int, forms: str) -> str:
    """The form of a noun that goes with `count`, out of `dzień|dni|dni` (English: `day|days`)."""
    choices = forms.split("|")
    size = abs(count)
    if size == 1:
        return choices[0]
    if not is_polish() or len(choices) == 2:
        return choices[1]
    few = size % 10 in (2, 3, 4) and size % 100 not in (12, 13, 14)
    return choices[1] if few else choices[2]


def counted(count: int, forms: str) -> str:
    """`3`, `błąd|błędy|błędów` → `3 błędy`."""
    return number(count) + SPACE + plural(count, forms)


def day(value: date | datetime | None) -> str:
    """`25 lutego 2026`."""
    if value is None:
        return DASH
    local = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
    return date_format(local, "j E Y" if is_polish() else "j F Y").replace(" ", SPACE, 1)


def moment(value: datetime | None) -> str:
    """`25 lutego 2026, 12:04`."""
    if value is None:
        return DASH
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{day(local)}, {local:%H:%M}"


def distance(value: date, today: date) -> str:
    """How far `value` is from `today`: `dziś`, `za 6 dni`, `3 dni po terminie`."""
    days = (value - today).days
    if days == 0:
        return gettext("dziś")
    if days == 1:
        return gettext("jutro")
    if days > 0:
        return gettext("za %(days)s") % {"days": counted(days, gettext("dzień|dni|dni"))}
    return gettext("%(days)s po terminie") % {"days": counted(-days, gettext("dzień|dni|dni"))}


def due(value: date | None, today: date) -> str:
    """`25 lutego 2026 (za 6 dni)`; the distance only when it is near or past."""
    if value is None:
        return DASH
    if not -LONG_AGO <= (value - today).days <= NEAR:
        return day(value)
    return f"{day(value)} ({distance(value, today)})"
