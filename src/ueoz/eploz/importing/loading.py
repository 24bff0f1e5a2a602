# SPDX-License-Identifier: EUPL-1.2
"""Keeping the rows: by COPY into a table of the moment, from there into ours in one statement each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.db import connection, transaction

from shared.encryption import Keyring, lookup_hash
from shared.tables import Refusal
from ueoz.eploz.directory import login_hash
from ueoz.eploz.importing.rows import Row, read
from ueoz.eploz.models import ENTRY_CONTEXT

INCOMING = """
CREATE TEMPORARY TABLE eploz_incoming (
    line integer, pesel_encrypted text, pesel_hash text, given_name text, family_name text, email text,
    login text, login_hash text, password text
) ON COMMIT DROP
"""
COPY = "COPY eploz_incoming FROM STDIN"
TAKEN_LOGINS = """
DELETE FROM eploz_incoming i USING eploz_entry e
WHERE e.login_hash = i.login_hash AND e.pesel_hash <> i.pesel_hash RETURNING i.line
"""
UPSERT = """
INSERT INTO eploz_entry
    (pesel_encrypted, pesel_hash, given_name, family_name, email, login, login_hash, password, migrated_at)
SELECT i.pesel_encrypted, i.pesel_hash, i.given_name, i.family_name, i.email, i.login, i.login_hash,
    CASE WHEN a.id IS NULL THEN i.password ELSE '' END, CASE WHEN a.id IS NULL THEN NULL ELSE now() END
FROM eploz_incoming i LEFT JOIN accounts_account a ON a.pesel_hash = i.pesel_hash AND a.state <> 'to_verify'
ON CONFLICT (pesel_hash) DO UPDATE SET
    given_name = excluded.given_name, family_name = excluded.family_name, email = excluded.email,
    login = excluded.login, login_hash = excluded.login_hash, password = excluded.password,
    migrated_at = excluded.migrated_at
WHERE eploz_entry.migrated_at IS NULL AND
    (eploz_entry.given_name, eploz_entry.family_name, eploz_entry.email, eploz_entry.login, eploz_entry.password,
     eploz_entry.migrated_at) IS DISTINCT FROM
    (excluded.given_name, excluded.family_name, excluded.email, excluded.login, excluded.password, excluded.migrated_at)
RETURNING xmax = 0
"""
MIGRATED = """
SELECT count(*) FROM eploz_incoming i JOIN eploz_entry e USING (pesel_hash) WHERE e.migrated_at IS NOT NULL
"""


@dataclass
class Imported:
    """What became of the lines."""

    read: int = 0
    new: int = 0
    changed: int = 0
    migrated: int = 0
    refused: list[Refusal] = field(default_factory=list)
    notes: list[Refusal] = field(default_factory=list)

    @property
    def same(self) -> int:
        return self.read - self.new - self.changed - len(self.refused)


@transaction.atomic
def import_file(lines: Iterable[str]) -> Imported:
    """Bring accounts here; those known already are brought up to date, those that have migrated stay as they are."""
    done = Imported()
    with connection.cursor() as cursor:
        cursor.execute(INCOMING)
        with cursor.copy(COPY) as copy:
            for record in _records(_first_of_each(read(lines), done)):
                copy.write_row(record)
        cursor.execute(TAKEN_LOGINS)
        done.refused += [Refusal(line, "ten login ma już inne konto") for (line,) in cursor.fetchall()]
        cursor.execute(UPSERT)
        kinds = [fresh for (fresh,) in cursor.fetchall()]
        done.new, done.changed = kinds.count(True), kinds.count(False)
        cursor.execute(MIGRATED)
        done.migrated = cursor.fetchone()[0]
        cursor.execute("DROP TABLE eploz_incoming")
    done.refused.sort(key=lambda refusal: refusal.line)
    return done


def _first_of_each(rows: Iterable[Row | Refusal], done: Imported) -> Iterator[tuple[Row, str, str]]:
    """Rows with the hashes of PESEL and login; a PESEL or login that stood in an earlier line is refused."""
    seen: dict[str, int] = {}
    for row in rows:
        done.read += 1
        if isinstance(row, Refusal):
            done.refused.append(row)
            continue
        hashes = lookup_hash(row.pesel, settings.LOOKUP_KEY), login_hash(row.login)
        named = zip(("PESEL", "login"), hashes, strict=True)
        repeated = [f"{name} jest już w wierszu {seen[one]}" for name, one in named if one in seen]
        if repeated:
            done.refused.append(Refusal(row.line, "; ".join(repeated)))
            continue
        seen.update(dict.fromkeys(hashes, row.line))
        if row.note:
            done.notes.append(Refusal(row.line, row.note))
        yield row, *hashes


def _records(rows: Iterable[tuple[Row, str, str]]) -> Iterator[tuple[object, ...]]:
    ring = Keyring.parse(settings.ENCRYPTION_KEYS)
    for row, by_pesel, by_login in rows:
        hidden = ring.encrypt(row.pesel, context=ENTRY_CONTEXT)
        names = row.given_name, row.family_name, row.email
        yield row.line, hidden, by_pesel, *names, row.login, by_login, row.password
