# SPDX-License-Identifier: EUPL-1.2
"""`{% include "supervisor/decision.html" %}` needs nothing but `details` in the page's context."""

from django import template

from ssoz.reports.queries import ReportDetails
from ssoz.www.supervisor.forms import DecisionPageForm, ReopenPageForm, ReturnPageForm

register = template.Library()


@register.simple_tag
def return_form(details: ReportDetails) -> ReturnPageForm:
    template = "remarks" if details.untold_remarks else ""
    return ReturnPageForm(initial={"version": details.report.version, "template": template})


@register.simple_tag
def accept_form(details: ReportDetails) -> DecisionPageForm:
    return DecisionPageForm(initial={"version": details.report.version}, auto_id="id_accept_%s")


@register.simple_tag
def reopen_form() -> ReopenPageForm:
    return ReopenPageForm(auto_id="id_reopen_%s")
