# SPDX-License-Identifier: EUPL-1.2
"""A new edition tried on the reports accepted in a round, as if it had been in force: who would have been stopped."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from django.db.models import Q

from engine.answers import Sheet, carry_over
from engine.checks import CompiledForm, Finding, compile_form
from engine.definitions import DefinitionError, FormDefinition
from ssoz.reports.models import Report
from ssoz.reports.queries.accepted import accepted
from ssoz.reports.queries.findings import context_of
from ssoz.reports.queries.forms import form_of
from ssoz.rounds.models import Round

STEP = 50  # reports between two words of progress


class RehearsalRefused(ValueError):
    """It cannot be tried; the sentence says why."""


@dataclass(frozen=True)
class Example:
    unit: str
    cells: tuple[tuple[str, str | None], ...]
    sentence: str


@dataclass
class Tally:
    """What one check says of the round."""

    check: str
    severity: str
    units: int = 0
    examples: list[Example] = field(default_factory=list)


@dataclass
class Rehearsal:
    compiled: CompiledForm
    round: Round
    wanted: int
    total: int = 0
    found: dict[str, Tally] = field(default_factory=dict)
    touched: dict[str, int] = field(default_factory=dict)

    @property
    def title(self) -> str:
        form = self.compiled.definition
        return f"{form.form} za {form.edition} r. na sprawozdaniach rundy: {self.round}"

    @property
    def tallies(self) -> list[Tally]:
        """Errors first, the commonest first."""
        return sorted(self.found.values(), key=lambda one: (one.severity != "error", -one.units, one.check))

    def units(self, severity: str) -> int:
        """Units of which anything of this weight is said."""
        return self.touched.get(severity, 0)

    def run(self) -> Iterator[int]:
        """Verify all reports; yields how many are done."""
        for done, report in enumerate(accepted(self.round), 1):
            self._note(report, self._findings(report))
            if done % STEP == 0:
                yield done
        yield self.total

    def _findings(self, report: Report) -> tuple[Finding, ...]:
        form, before = self.compiled.definition, form_of(report)
        report.round = self.round
        context = context_of(report, self.compiled.needs)
        prior = {back: carry_over(form, before, sheet) for back, sheet in context.prior.items()}
        sheet = carry_over(form, before, Sheet.from_json(report.answers))
        computed = self.compiled.compute(sheet, context.period)
        return self.compiled.verify(computed, replace(context, prior=prior))

    def _note(self, report: Report, findings: tuple[Finding, ...]) -> None:
        for severity in {finding.severity for finding in findings}:
            self.touched[severity] = self.touched.get(severity, 0) + 1
        for check, finding in {finding.check: finding for finding in reversed(findings)}.items():
            tally = self.found.setdefault(check, Tally(check, finding.severity))
            tally.units += 1
            if len(tally.examples) < self.wanted:
                tally.examples.append(Example(report.unit.name, finding.cells, finding.message))


def rehearse(form: FormDefinition, others: Mapping[str, FormDefinition], name: str, examples: int) -> Rehearsal:
    """Made ready; `name`: the round, as MZ-29/2024, MZ-29/2024-07-01 or its identifier."""
    try:
        compiled = compile_form(form, others)
    except DefinitionError as error:
        raise RehearsalRefused(str(error)) from None
    round = round_named(name)
    if round.edition.form != form.form:
        raise RehearsalRefused(f"Runda jest dla formularza {round.edition.form}, a plik dla {form.form}.")
    found = Rehearsal(compiled, round, examples)
    found.total = Report.objects.filter(round=round, accepted_at__isnull=False).count()
    if not found.total:
        raise RehearsalRefused(f"W rundzie „{round}” nie ma jeszcze zatwierdzonych sprawozdań.")
    return found


def round_named(name: str) -> Round:
    """The one round meant; of preliminary and final data the final ones."""
    rounds = Round.objects.select_related("edition").filter(_meant(name)).order_by("-period_start", "version")
    found = list(rounds[:2])
    if not found:
        raise RehearsalRefused(f"Nie ma rundy „{name}”. Podaj ją jako MZ-29/2024, MZ-29/2024-07-01 albo identyfikator.")
    if len(found) > 1 and found[0].period_start != found[1].period_start:
        starts = ", ".join(f"{round.edition.form}/{round.period_start}" for round in rounds)
        raise RehearsalRefused(f"„{name}” to kilka rund, wskaż jedną: {starts}.")
    return found[0]


def _meant(name: str) -> Q:
    form, _, period = name.rpartition("/")
    if form and period.isdigit() and len(period) == 4:
        return Q(edition__form=form, edition__year=int(period))
    try:
        return Q(edition__form=form, period_start=date.fromisoformat(period)) if form else Q(public_id=UUID(name))
    except ValueError:
        return Q(pk__in=())
