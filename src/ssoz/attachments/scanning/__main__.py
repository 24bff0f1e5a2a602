# SPDX-License-Identifier: EUPL-1.2
"""`python -m ssoz.attachments.scanning FILE TYPE`: one file in a process that can be lost.

What it found stands in one line of JSON. Processor time, memory and files are limited before the file is opened:
whoever spends more has sent a bomb. Nothing of the environment, no database and no key is here to be taken.
"""

import json
import sys
from pathlib import Path

from ssoz.attachments.scanning.dangers import Danger, Found
from ssoz.attachments.scanning.limits import limit


def main(path: str, kind: str) -> dict[str, object]:
    from ssoz.attachments.scanning.inspection import inspect

    try:
        inspect(Path(path).read_bytes(), kind)
    except Found as found:
        return {"danger": found.danger, "detail": found.detail}
    except MemoryError:
        return {"danger": Danger.BOMB, "detail": "memory"}
    return {"danger": "", "detail": ""}


if __name__ == "__main__":
    limit()
    sys.stdout.write(json.dumps(main(*sys.argv[1:3])))
