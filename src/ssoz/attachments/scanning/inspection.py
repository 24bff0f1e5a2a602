# SPDX-License-Identifier: EUPL-1.2
"""Everything that is looked at in one file, in the order of what it costs."""

import zipfile
from io import BytesIO

from ssoz.attachments.scanning import jpeg, patterns, pdf
from ssoz.attachments.scanning.dangers import Danger, Found
from ssoz.attachments.scanning.kinds import HEAD, PDF, kind_of


def inspect(content: bytes, kind: str) -> int:
    """Raise the first danger, or say how many pages there are; a file that is not what it was taken for is one."""
    if kind_of(content[:HEAD]) != kind:
        raise Found(Danger.MISMATCH)
    patterns.look(content)
    if zipfile.is_zipfile(BytesIO(content)):
        raise Found(Danger.POLYGLOT, "zip")
    if kind == PDF:
        return pdf.inspect(content, patterns.look)
    jpeg.inspect(content)
    return 1
