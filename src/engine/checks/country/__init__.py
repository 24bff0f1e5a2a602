# SPDX-License-Identifier: EUPL-1.2
"""The checks of a form over all its reports at once: generated numpy, by columns.

    form = compile_country(compile_form(definition))
    for found in form.violations(Reports(packed, period, others, unit)):
        form.places[found.place], found.reports, found.rows

The verdicts are always those of the server's program: what floating point or this back end cannot do, it does.
"""

from engine.checks.country.carrying import Packed
from engine.checks.country.compiled import CountryForm, Place, Violated, compile_country
from engine.checks.country.tiles import Reports

__all__ = ["CountryForm", "Packed", "Place", "Reports", "Violated", "compile_country"]
