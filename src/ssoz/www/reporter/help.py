# SPDX-License-Identifier: EUPL-1.2
"""Help in place: who answers questions about a report, and where its form is explained."""

from dataclasses import dataclass

from django.urls import reverse

from shared import clock
from ssoz.registers.queries import supervisor_of
from ssoz.reports.queries import ReportDetails


@dataclass(frozen=True)
class Help:
    """The supervising unit with its contact as the register has it; where it is unknown, its fields are blank."""

    office: str
    phone: str
    email: str
    form_url: str


def help_of(details: ReportDetails) -> Help:
    """One query."""
    edition = details.report.round.edition
    office = supervisor_of(details.report.unit.voivodeship, edition.subject, clock.today())
    return Help(
        office=office.name if office else "",
        phone=office.phone if office else "",
        email=office.email if office else "",
        form_url=reverse("public:form", args=[edition.year, edition.form]),
    )
