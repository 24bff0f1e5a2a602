# SPDX-License-Identifier: EUPL-1.2
"""How passwords are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id with OWASP's smallest parameters (19 MiB, 2 rounds, 1 lane): a sign-in must not wait for its turn."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
