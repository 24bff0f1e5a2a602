# SPDX-License-Identifier: EUPL-1.2
"""How a process of its own begins: it reads this file before anything that needs Django."""


def begin() -> None:
    """As the program itself began."""
    import django

    django.setup()
