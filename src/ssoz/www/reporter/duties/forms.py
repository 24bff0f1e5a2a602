# SPDX-License-Identifier: EUPL-1.2
"""The questions as a page form, and what is typed when something is asked of a supervisor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ssoz.rounds.policies import LONGEST_REASON
from ssoz.rounds.queries import Prefilled

YES, NO = "tak", "nie"
PREFIX = "p-"


@dataclass(frozen=True)
class Asked:
    """A question as it stands on the page: `answer` is what is chosen now."""

    code: str
    text: Any
    hint: Any
    source: str
    answer: bool | None
    missing: bool = False

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.code}"


def asked(
    known: Sequence[Prefilled], chosen: Mapping[str, bool] | None = None, missing: Sequence[str] = ()
) -> list[Asked]:
    """The questions with what was chosen, or with what is known before anybody chooses."""
    return [
        Asked(
            one.question.code,
            one.question.text,
            one.question.hint,
            one.source,
            one.answer if chosen is None else chosen.get(one.question.code),
            one.question.code in missing,
        )
        for one in known
    ]


def chosen(data: QueryDict) -> dict[str, bool]:
    """What was answered: only yes and no count."""
    return {
        name.removeprefix(PREFIX): value == YES
        for name, value in data.items()
        if name.startswith(PREFIX) and value in (YES, NO)
    }


class ReasonPageForm(forms.Form):
    use_required_attribute = False
    reason = forms.CharField(
        label=_("Uzasadnienie"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Podaj uzasadnienie.")},
        help_text=_("Przeczyta je nadzorujący. Nie podawaj danych pacjentów."),
    )


class TimePageForm(ReasonPageForm):
    field_order = ("until", "reason")
    until = forms.DateField(
        label=_("Prosimy o termin"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Podaj dzień, do którego prosisz o przedłużenie."),
            "invalid": _("Podaj datę, na przykład 31.03.2026."),
        },
    )
