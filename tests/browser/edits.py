# SPDX-License-Identifier: EUPL-1.2
"""What was typed into a sheet: on the server, and in the browser's store."""

from typing import Any

from playwright.sync_api import Page

from ssoz.reports.models import Report

CELL, NEXT = "#d1-w02-k1", "#d1-w03-k1"
STATE = "#stan-zapisu"
PATIENCE = 150  # tenths of a second
ROWS = """async () => {
  const rows = [];
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((go) => { const r = indexedDB.open(name); r.onsuccess = () => go(r.result); });
    const found = await new Promise((go) => {
      const r = db.transaction('edits').objectStore('edits').getAll(); r.onsuccess = () => go(r.result);
    });
    db.close();
    for (const row of found) rows.push({ name, ...row, iv: [...row.iv], data: [...new Uint8Array(row.data)] });
  }
  return rows;
}"""


def cells(report: Report) -> dict[str, int | str]:
    report.refresh_from_db()
    return {address: value for address, value in report.answers["cells"].items() if ".w01." not in address}


def stored(page: Page, count: int) -> list[dict[str, Any]]:
    """The edits that lie in the browser, once there are so many (`wait_for_function` does not await a promise)."""
    for _ in range(PATIENCE):
        rows = [row for row in page.evaluate(ROWS) if not row["id"].startswith("place")]
        if len(rows) == count:
            return rows
        page.wait_for_timeout(100)
    raise AssertionError(f"{len(rows)} edits in the browser instead of {count}")
