# SPDX-License-Identifier: EUPL-1.2
from enum import StrEnum


class Danger(StrEnum):
    """Why a file is refused; the sentences stand in `ssoz.attachments.sentences`."""

    MALWARE = "malware"
    MISMATCH = "mismatch"
    POLYGLOT = "polyglot"
    APPENDED = "appended"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    SCRIPT = "script"
    ACTION = "action"
    EMBEDDED = "embedded"
    FORM = "form"
    MEDIA = "media"
    BOMB = "bomb"


class Found(Exception):
    """A danger, and what exactly; the first one ends the search."""

    def __init__(self, danger: Danger, detail: str = "") -> None:
        super().__init__(f"{danger}: {detail}")
        self.danger = danger
        self.detail = detail
