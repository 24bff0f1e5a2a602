# SPDX-License-Identifier: EUPL-1.2
"""Numbers of applications: running within the year, none twice, none left out.

The row of the year is locked from here to the end of the transaction: who comes meanwhile waits, and who fails gives
the numbers back. A sequence of the database would not: it never rolls back.
"""

from django.db import connection

_TAKE = """
    INSERT INTO applications_series AS series (year, last) VALUES (%s, %s)
    ON CONFLICT (year) DO UPDATE SET last = series.last + EXCLUDED.last
    RETURNING last
"""


def take(year: int, count: int) -> range:
    """The next numbers of the year, as many as asked for."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [year, count])
        last = int(cursor.fetchone()[0])
    return range(last - count + 1, last + 1)
