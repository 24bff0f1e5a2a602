# SPDX-License-Identifier: EUPL-1.2
"""QR codes as pictures that scale. What a code says must stand beside it in words, or in its alternative text."""

from io import BytesIO

import segno


def svg(text: str) -> str:
    """Return the text as a QR code that still reads with a quarter of it under a stamp."""
    code = segno.make_qr(text, error="q")
    drawn = BytesIO()
    code.save(drawn, kind="svg", border=4, dark="#000", light="#fff", xmldecl=False, nl=False, omitsize=True)
    return drawn.getvalue().decode()
