# SPDX-License-Identifier: EUPL-1.2
"""What a file is by its first bytes. Only what begins exactly so: readers forgive a preface, attackers live on it."""

PDF, JPEG = "application/pdf", "image/jpeg"
HEAD = 8


def kind_of(head: bytes) -> str | None:
    if head.startswith(b"%PDF-"):
        return PDF
    return JPEG if head.startswith(b"\xff\xd8\xff") else None
