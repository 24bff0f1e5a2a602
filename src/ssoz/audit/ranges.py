# SPDX-License-Identifier: EUPL-1.2
"""Sets of numbers, nearly all of them in a row: `1-5000,5003`."""

from collections.abc import Iterable, Iterator

Ranges = tuple[tuple[int, int], ...]


def ranges(numbers: Iterable[int]) -> Ranges:
    """The numbers, given in ascending order, as ranges."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)


def written(some: Ranges) -> str:
    """The one way to write them."""
    return ",".join(str(low) if low == high else f"{low}-{high}" for low, high in some)


def read(text: str) -> Ranges:
    """What `written` wrote. Raises ValueError for anything else."""
    found = tuple(_range(word) for word in text.split(",")) if text else ()
    if written(found) != text:
        raise ValueError(text)
    return found


def numbers(some: Ranges) -> Iterator[int]:
    """One after another."""
    for low, high in some:
        yield from range(low, high + 1)


def without(some: Ranges, taken: Iterable[int]) -> Ranges:
    """The ranges without the numbers, which are given in ascending order."""
    left: list[tuple[int, int]] = []
    gone = iter(taken)
    number = next(gone, None)
    for low, high in some:
        start = low
        while number is not None and number <= high:
            if number >= start:
                if number > start:
                    left.append((start, number - 1))
                start = number + 1
            number = next(gone, None)
        if start <= high:
            left.append((start, high))
    return tuple(left)


def above(some: Ranges, limit: int) -> Ranges:
    """Those greater than the limit."""
    return tuple((max(low, limit + 1), high) for low, high in some if high > limit)


def holds(some: Ranges, number: int) -> bool:
    return any(low <= number <= high for low, high in some)


def _range(word: str) -> tuple[int, int]:
    low, dash, high = word.partition("-")
    return int(low), int(high if dash else low)
