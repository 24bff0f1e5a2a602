# SPDX-License-Identifier: EUPL-1.2
"""A list among others on one page: its order, page and page size stand in the address under names of its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.paginator import Paginator
from django.http import QueryDict

from ssoz.access.permissions import Text

Row = TypeVar("Row")
SIZES = (5, 10, 20, 50)


@dataclass(frozen=True)
class Order(Generic[Row]):
    """A way to sort; `down` is the direction one means by it at first."""

    title: Text
    key: Callable[[Row], Any]
    down: bool = False


@dataclass(frozen=True)
class Choice:
    """A link, and whether the list is that way now: `ascending`, `descending`, or simply here."""

    title: Text
    url: str
    here: str = ""


@dataclass(frozen=True)
class Shelf(Generic[Row]):
    """What is shown of a list, and the links around it."""

    name: str
    rows: Sequence[Row]
    total: int
    orders: Sequence[Choice]
    sizes: Sequence[Choice]
    pages: Sequence[Choice]


def shelf(name: str, rows: Sequence[Row], orders: Mapping[str, Order[Row]], asked: QueryDict) -> Shelf[Row]:
    """Sort and cut a list as the address asks; what it asks in vain is passed over."""
    order, turned = _order(asked.get(f"{name}-wg", ""), orders)
    size = _size(asked.get(f"{name}-ile", ""))
    chosen = orders[order]
    found = sorted(rows, key=chosen.key, reverse=chosen.down != turned)
    pages = Paginator(found, size)
    page = pages.get_page(asked.get(f"{name}-strona", 1))
    link = _Links(name, asked)
    return Shelf(
        name=name,
        rows=list(page.object_list),
        total=len(found),
        orders=[_choice(link, key, one, order, turned) for key, one in orders.items()],
        sizes=[Choice(str(one), link(ile=str(one), strona=""), "true" if one == size else "") for one in SIZES],
        pages=[
            Choice(str(number), link(strona=str(number)), "page" if number == page.number else "")
            for number in pages.page_range
        ],
    )


def _order(asked: str, orders: Mapping[str, Order[Row]]) -> tuple[str, bool]:
    name = asked.removeprefix("-")
    return (name, asked.startswith("-")) if name in orders else (next(iter(orders)), False)


def _size(asked: str) -> int:
    return int(asked) if asked in {str(size) for size in SIZES} else SIZES[0]


def _choice(link: "_Links", key: str, order: Order[Any], chosen: str, turned: bool) -> Choice:
    if key != chosen:
        return Choice(order.title, link(wg=key, strona=""))
    direction = "descending" if order.down != turned else "ascending"
    return Choice(order.title, link(wg=key if turned else f"-{key}", strona=""), direction)


@dataclass(frozen=True)
class _Links:
    """Addresses of the same page with one thing of this list changed."""

    name: str
    asked: QueryDict

    def __call__(self, **changes: str) -> str:
        values = self.asked.copy()
        for key, value in changes.items():
            values[f"{self.name}-{key}"] = value
            if not value:
                del values[f"{self.name}-{key}"]
        return f"?{values.urlencode()}#{self.name}"
