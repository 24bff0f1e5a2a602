# SPDX-License-Identifier: EUPL-1.2
"""Checks that loop over added rows: the row at hand stands for any of them, a second one for any other.

Where rows of one section are compared with each other, what is asked of every row is asked of the second, too; where
there is no second, it is the first over again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

from engine.checks.instances import Instance
from engine.checks.tree import Node
from engine.publication.quantities import AGAIN

MOST = 2


def paired(instances: Sequence[Instance]) -> frozenset[str]:
    """Sections whose rows some check compares with each other."""
    return frozenset(sections[0] for sections in map(_sections, instances) if len(sections) > len(set(sections)))


def is_readable(instance: Instance) -> bool:
    """Up to two rows of a section can be looked at together."""
    sections = _sections(instance)
    return all(sections.count(section) <= MOST for section in sections)


def _sections(instance: Instance) -> list[str]:
    return [section for _, section in instance.loops]


def everywhere(instance: Instance, pairs: frozenset[str]) -> list[Node]:
    """The check in all rows there are to look at: that at hand first, and the second one where there is one."""
    choices = [[name, f"${AGAIN}"] if section in pairs else [name] for name, section in instance.loops]
    names = [name for name, _ in instance.loops]
    return [renamed(instance.tree, dict(zip(names, chosen, strict=True))) for chosen in product(*choices)]


def renamed(node: Node, rows: Mapping[str, str]) -> Node:
    """The same of other rows."""
    at = node.at
    if at is not None and at.row in rows:
        at = replace(at, row=rows[at.row])
    return replace(node, at=at, of=tuple(renamed(part, rows) for part in node.of))
