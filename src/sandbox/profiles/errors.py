# SPDX-License-Identifier: EUPL-1.2
"""What the trusted profile refuses."""

from django.utils.functional import Promise


class ProfileError(Exception):
    """It cannot be done; the sentence says why."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class TooManyAttemptsError(ProfileError):
    """One has to wait."""


class WrongCodeError(ProfileError):
    """Not that code; `is_dead` when no other will do either."""

    def __init__(self, sentence: str | Promise, *, is_dead: bool) -> None:
        super().__init__(sentence)
        self.is_dead = is_dead
