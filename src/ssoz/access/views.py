# SPDX-License-Identifier: EUPL-1.2
"""Every view says who may call it; `ssoz.access.middleware` refuses those that do not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from ssoz.access.actors import Actor
from ssoz.access.permissions import Permission

View = TypeVar("View", bound=Callable[..., Any])


class ActorRequest(HttpRequest):
    """A request as a view behind a declaration gets it: somebody is signed in."""

    actor: Actor
    htmx: HtmxDetails


@dataclass(frozen=True)
class Rule:
    """Who may call a view: everybody, everybody signed in, or whoever has any of the permissions."""

    permissions: tuple[Permission, ...] = ()
    is_public: bool = False
    is_background: bool = False


def public(view: View) -> View:
    """Open to everybody."""
    return _declare(view, Rule(is_public=True))


def signed_in(view: View) -> View:
    """Open to whoever has signed in, with or without a profile."""
    return _declare(view, Rule())


def permission_required(*permissions: Permission) -> Callable[[View], View]:
    """Open to profiles with any of the permissions; how far it reaches is asked by the operation or query."""
    if not permissions:
        raise ValueError("name at least one permission, or use `signed_in`")
    return lambda view: _declare(view, Rule(permissions=permissions))


def background(view: View) -> View:
    """Mark a declared view that pages call by themselves: calling it is no activity of the person."""
    rule = rule_of(view)
    if rule is None:
        raise ValueError("declare the permission first: `@background` stands above it")
    return _declare(view, Rule(rule.permissions, is_public=rule.is_public, is_background=True))


def rule_of(view: Callable[..., Any]) -> Rule | None:
    """Return what the view declares; pages of the kit, which cannot know us, are opened by the settings."""
    if view.__module__ in settings.PUBLIC_VIEW_MODULES:
        return Rule(is_public=True)
    return getattr(view, "access_rule", None)


def _declare(view: View, rule: Rule) -> View:
    view.access_rule = rule  # type: ignore[attr-defined]  # functions carry attributes
    return view
