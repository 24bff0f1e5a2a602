# SPDX-License-Identifier: EUPL-1.2
"""What stands at a cell beside the checks: a supervisor's remark, a note, a change since the last sending, a value
carried over from the year before. Each is a small link to where more is said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from django.utils.translation import gettext as _

SIGNS = {"remark": "?", "note": "✎", "changed": "Δ", "prefilled": "↺"}


@dataclass(frozen=True, slots=True)
class Flag:
    kind: str  # "remark" | "note" | "changed" | "prefilled"
    words: str
    href: str


def flags_html(flags: Iterable[tuple[str, Flag]]) -> Mapping[str, str]:
    """HTML of the flags by address, in the order given."""
    found: dict[str, list[Flag]] = {}
    for address, flag in flags:
        found.setdefault(address, []).append(flag)
    return {address: f'<span class="flags">{"".join(map(_link, own))}</span>' for address, own in found.items()}


def _link(flag: Flag) -> str:
    words = f"{_title(flag.kind)}: {flag.words}" if flag.words else _title(flag.kind)
    return (
        f'<a class="flag {flag.kind}" href="{flag.href}" title="{escape(words)}">'
        f'<span aria-hidden="true">{SIGNS[flag.kind]}</span><span class="ds-sr-only">{escape(words)}</span></a>'
    )


def _title(kind: str) -> str:
    return {
        "remark": _("Uwaga nadzorującego"),
        "note": _("Notatka"),
        "changed": _("Zmieniono od ostatniego wysłania"),
        "prefilled": _("Przepisano z poprzedniego roku, czeka na potwierdzenie"),
    }[kind]
