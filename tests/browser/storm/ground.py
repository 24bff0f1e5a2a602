# SPDX-License-Identifier: EUPL-1.2
"""What the storm goes over: tables, one report of 300 cells, two people of its unit, many sessions for each of them.

`python -m tests.browser.storm.ground SESSIONS` in the environment of the pages prints it as JSON.
"""

import json
import sys

import django

PEOPLE = 2
ROWS, COLUMNS = 30, 10
FORM = """
form: B-300
edition: 2025
title: Trzysta pól
owed_by: [hospital]
sections:
- code: d1
  title: Dział
  table:
    columns:
{columns}
    rows:
    - {{code: w01, title: Razem, computed: "sum(d1[w02..w31, .])"}}
{rows}
checks:
- {{id: B-01, foreach: w in d1.rows, check: "d1[w,k2] <= d1[w,k1]", message: Za dużo.}}
"""


def form() -> str:
    columns = "\n".join(f"    - {{code: k{number}, title: K{number}}}" for number in range(1, COLUMNS + 1))
    rows = "\n".join(f"    - {{code: w{number:02d}, title: W{number}}}" for number in range(2, ROWS + 2))
    return FORM.format(columns=columns, rows=rows)


def main(sessions: int) -> None:
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from ssoz.access.actors import SYSTEM
    from ssoz.catalogue.operations import publish
    from tests.factories import access
    from tests.factories.reports import blank_report

    call_command("migrate", verbosity=0)
    report = blank_report(edition=publish(by=SYSTEM, text=form(), path="storm.yaml"))
    people = [access.profile(unit=report.unit) for _person in range(PEOPLE)]
    cookies = [
        [access.signed_in(Client(), held).cookies[settings.SESSION_COOKIE_NAME].value for _session in range(sessions)]
        for held in people
    ]
    sys.stdout.write(
        json.dumps({"report": str(report.public_id), "cookie": settings.SESSION_COOKIE_NAME, "sessions": cookies})
        + "\n"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
