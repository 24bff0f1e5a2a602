# SPDX-License-Identifier: EUPL-1.2
"""What the trusted profile refuses."""

from django.utils.functional import Promise

from shared.refusals import Refusal


class ProfileError(Refusal):
    """It cannot be done; the sentence says why."""


class TooManyAttemptsError(ProfileError):
    """One has to wait."""


class WrongCodeError(ProfileError):
    """Not that code; `is_dead` when no other will do either."""

    def __init__(self, sentence: str | Promise, *, is_dead: bool) -> None:
        super().__init__(sentence)
        self.is_dead = is_dead
