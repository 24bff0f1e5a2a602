# SPDX-License-Identifier: EUPL-1.2
"""A module on the home page: its lists and how many stand in each."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Count:
    """One line of a module: the list, how many stand in it, whether they wait for this person."""

    title: str | Promise
    url: str
    count: int
    tone: str = ""


@dataclass(frozen=True)
class Block:
    """A module with its lists."""

    title: str | Promise
    url: str
    way: str | Promise
    counts: tuple[Count, ...]
