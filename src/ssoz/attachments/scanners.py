# SPDX-License-Identifier: EUPL-1.2
"""All scanners over one file. Whatever one of them cannot answer is a failure and never „clean”."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from shutil import copyfileobj
from signal import SIGXCPU
from tempfile import NamedTemporaryFile
from typing import IO, Any

from django.conf import settings

from ssoz.attachments import clamd, storage
from ssoz.attachments.errors import ScanFailed
from ssoz.attachments.models import Attachment
from ssoz.attachments.scanning.dangers import Danger

PATIENCE = 90.0
SOURCE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Outcome:
    """What the scanners say together: no danger is safe."""

    danger: Danger | None = None
    detail: str = ""
    signatures: tuple[dict[str, Any], ...] = ()
    pages: int = 0


def examine(attachment: Attachment) -> Outcome:
    """Ask every scanner about the file in quarantine, which must still be the one that came."""
    try:
        with storage.fetch(storage.waiting(attachment.public_id)) as stored, NamedTemporaryFile() as copy:
            copyfileobj(stored, copy, storage.CHUNK)
            copy.flush()
            _is_still_the_same(copy, attachment)
            with _paper(attachment) as paper:
                outcome = _structure(copy.name, attachment.media_type, paper)
            return outcome if outcome.danger else _antivirus(copy) or outcome
    except OSError as error:
        raise ScanFailed(f"{type(error).__name__}: {error}"[:500]) from error


def _is_still_the_same(copy: IO[bytes], attachment: Attachment) -> None:
    copy.seek(0)
    if file_digest(copy, "sha256").hexdigest() != attachment.digest:  # type: ignore[arg-type]  # a file, as it wants
        raise ScanFailed("the stored file differs from the one that was sent")


@contextmanager
def _paper(attachment: Attachment) -> Iterator[str]:
    """A copy of what the system printed for this collection, to compare with."""
    place = storage.paper(attachment.collection)
    if not storage.holds(place):
        yield ""
        return
    with storage.fetch(place) as printed, NamedTemporaryFile() as copy:
        copyfileobj(printed, copy, storage.CHUNK)
        copy.flush()
        yield copy.name


def _structure(path: str, media_type: str, paper: str) -> Outcome:
    told = in_own_process("ssoz.attachments.scanning", path, media_type, paper, str(settings.TRUST_LIST or ""))
    if told is None:
        return Outcome(Danger.BOMB, "processor time")
    answer = json.loads(told)
    if answer["danger"]:
        return Outcome(Danger(answer["danger"]), answer["detail"])
    return Outcome(signatures=tuple(answer["signatures"]), pages=answer["pages"])


def in_own_process(module: str, *arguments: str, given: bytes = b"") -> bytes | None:
    """Run a module that limits itself; None when it used up its processor time."""
    try:
        done = subprocess.run(  # noqa: S603  our own module, by arguments we make
            [sys.executable, "-m", module, *arguments],
            env={"PATH": os.defpath, "PYTHONPATH": str(SOURCE), "LANG": "C.UTF-8"},
            input=given,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ScanFailed(f"{module} did not answer in {PATIENCE:.0f} s") from error
    if done.returncode == -SIGXCPU:
        return None
    if done.returncode or not done.stdout:
        raise ScanFailed(f"{module} ended with {done.returncode}: {done.stderr[-300:].decode(errors='replace')}")
    return done.stdout


def _antivirus(copy: IO[bytes]) -> Outcome | None:
    if not settings.CLAMD:
        return None
    copy.seek(0)
    virus = clamd.virus_in(copy, settings.CLAMD)
    return Outcome(Danger.MALWARE, virus) if virus else None
