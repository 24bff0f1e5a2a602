# SPDX-License-Identifier: EUPL-1.2
"""Lower layers tell, upper layers listen; nobody hears of what was rolled back."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import transaction

log = logging.getLogger(__name__)

E = TypeVar("E")
_listeners: dict[type, list[Callable[[Any], None]]] = defaultdict(list)
_silent: ContextVar[bool] = ContextVar("silent", default=False)


def subscribe(event: type[E], listener: Callable[[E], None]) -> None:
    """Call the listener with every event of this class from now on; saying it twice changes nothing."""
    if listener not in _listeners[event]:
        _listeners[event].append(listener)


def unsubscribe(event: type[E], listener: Callable[[E], None]) -> None:
    """Take a subscription back."""
    _listeners[event].remove(listener)


@contextmanager
def silence() -> Iterator[None]:
    """Publish nothing meanwhile: for building a world of the past, which nobody should get e-mail about."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)


def publish(event: object) -> None:
    """Tell the listeners once the transaction is committed; at once where there is none."""
    if _silent.get():
        return
    for listener in tuple(_listeners[type(event)]):
        transaction.on_commit(lambda listener=listener: _tell(listener, event))  # type: ignore[misc]  # early binding


def tell(event: object) -> None:
    """Tell the listeners now, within the transaction: for what must not be lost between its commit and their work.

    They may do nothing but queue; what they queue is kept or undone with everything else.
    """
    if not _silent.get():
        for listener in tuple(_listeners[type(event)]):
            _tell(listener, event, within=transaction.atomic())


def _tell(listener: Callable[[Any], None], event: object, within: AbstractContextManager[None] | None = None) -> None:
    """A listener that fails must not spoil what is committed already, nor the other listeners."""
    try:
        with within or nullcontext():
            listener(event)
    except Exception:
        log.exception("%s nie obsłużył zdarzenia %s", listener.__qualname__, type(event).__name__)
