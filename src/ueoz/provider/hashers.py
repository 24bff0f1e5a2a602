# SPDX-License-Identifier: EUPL-1.2
"""Secrets of clients at rest."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class ClientSecretHasher(PBKDF2PasswordHasher):
    """A secret of 256 random bits is not guessed: salt and a short derivation, because it is asked at every sign-in."""

    algorithm = "client_secret"
    iterations = 1_000
