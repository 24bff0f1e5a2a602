# SPDX-License-Identifier: EUPL-1.2
"""The limit in Django's settings: names are kept as hashes, what else was typed not at all."""

from datetime import timedelta
from typing import Any

LIMIT, PAUSE = 5, timedelta(minutes=15)
TYPED = ("username", "login", "password", "next", "csrfmiddlewaretoken")


def guessing_settings() -> dict[str, Any]:
    """Return what django-axes reads."""
    return {
        "AXES_HANDLER": "shared.guessing.attempts.Handler",
        "AXES_USERNAME_FORM_FIELD": "username",
        "AXES_USERNAME_CALLABLE": "shared.guessing.attempts.hidden_name",
        "AXES_CLIENT_IP_CALLABLE": "shared.guessing.attempts.address",
        "AXES_SENSITIVE_PARAMETERS": list(TYPED),
        "AXES_LOCKOUT_PARAMETERS": ["username", "ip_address"],
        "AXES_FAILURE_LIMIT": LIMIT,
        "AXES_COOLOFF_TIME": PAUSE,
        "AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT": False,
        "AXES_DISABLE_ACCESS_LOG": True,  # our own events say who signed in
        "AXES_ENABLE_ADMIN": False,
        "AXES_VERBOSE": False,
    }
