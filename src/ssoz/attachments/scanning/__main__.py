# SPDX-License-Identifier: EUPL-1.2
"""`python -m ssoz.attachments.scanning FILE TYPE [PAPER] [TRUST]`: one file in a process that can be lost.

What it found, signatures included, stands in one line of JSON. Processor time, memory and files are limited before
the file is opened: whoever spends more has sent a bomb. Nothing of the environment,
no database and no key is here to be taken.
"""

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from ssoz.attachments.scanning.dangers import Danger, Found
from ssoz.attachments.scanning.kinds import PDF
from ssoz.attachments.scanning.limits import limit


def main(path: str, kind: str, paper: str = "", trust: str = "") -> dict[str, object]:
    from ssoz.attachments.scanning.inspection import inspect

    content = Path(path).read_bytes()
    try:
        pages = inspect(content, kind)
        signatures = described(content, paper, trust) if kind == PDF and b"/ByteRange" in content else []
    except Found as found:
        return {"danger": found.danger, "detail": found.detail}
    except MemoryError:
        return {"danger": Danger.BOMB, "detail": "memory"}
    return {"danger": "", "detail": "", "signatures": signatures, "pages": pages}


def described(content: bytes, paper: str, trust: str) -> list[dict[str, object]]:
    """The signatures of the file; what they need is loaded only for files that have some."""
    from ssoz.attachments.signatures import examine, load

    printed = Path(paper).read_bytes() if paper else None
    reports = examine(content, load(Path(trust) if trust else None), printed, datetime.now(UTC))
    return [asdict(report) for report in reports]


if __name__ == "__main__":
    limit()
    sys.stdout.write(json.dumps(main(*sys.argv[1:]), default=str))
