# SPDX-License-Identifier: EUPL-1.2
"""`python -m sandbox.mailbox PORT FOLDER`: takes mail until told to stop."""

import asyncio
import sys
from pathlib import Path

from sandbox.mailbox.server import serve

if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
