# SPDX-License-Identifier: EUPL-1.2
from axes.apps import AppConfig


class GuessingConfig(AppConfig):  # type: ignore[misc]  # axes has no types
    """django-axes without its checks, which want Django's own users and a middleware that answers for our pages."""

    name = "axes"

    @classmethod
    def initialize(cls) -> None:
        from axes import conf, signals  # noqa: F401  read once Django is ready, as axes itself does
