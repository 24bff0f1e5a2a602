# SPDX-License-Identifier: EUPL-1.2
"""What was chosen in the questionnaire and not saved yet, with the session: „Wstecz” and reload find it again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict

from django.http import HttpRequest

KEY = "ankieta"


class Draft(TypedDict):
    answers: dict[str, bool]
    reason: str


@dataclass(frozen=True)
class Kept:
    """The draft of one questionnaire of one unit."""

    request: HttpRequest
    name: str

    @property
    def draft(self) -> Draft | None:
        found: Draft | None = self._all.get(self.name)
        return found

    def keep(self, answers: Mapping[str, bool], reason: str = "") -> None:
        self.request.session[KEY] = {**self._all, self.name: Draft(answers=dict(answers), reason=reason)}

    def forget(self) -> None:
        if self.name in self._all:
            self.request.session[KEY] = {name: one for name, one in self._all.items() if name != self.name}

    @property
    def _all(self) -> dict[str, Draft]:
        found: dict[str, Draft] = self.request.session.get(KEY, {})
        return found
