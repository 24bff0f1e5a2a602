# SPDX-License-Identifier: EUPL-1.2
"""Who runs the server. PostgreSQL refuses root, so root lends it an account of its own."""

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

OWN_ACCOUNT = "ssoz-postgres"
SPARE_ACCOUNT = "nobody"


@dataclass(frozen=True)
class Account:
    """A system account; `lent` means we are root and step down to it."""

    uid: int
    gid: int
    lent: bool

    def popen(self) -> dict[str, object]:
        """Arguments of `subprocess` that make a child this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.lent else {}

    def take(self, path: Path) -> None:
        """Give the path to this account."""
        if self.lent:
            os.chown(path, self.uid, self.gid)

    def can_read(self, path: Path) -> bool:
        """Whether this account gets as far as the path and may read it."""
        if not self.lent:
            return os.access(path, os.R_OK | os.X_OK)
        resolved = path.resolve()
        return all(self._may_enter(step) for step in (resolved, *resolved.parents))

    def _may_enter(self, path: Path) -> bool:
        found = path.stat()
        if found.st_uid == self.uid:
            return bool(found.st_mode & stat.S_IXUSR)
        if found.st_gid == self.gid:
            return bool(found.st_mode & stat.S_IXGRP)
        return bool(found.st_mode & stat.S_IXOTH)


def choose() -> Account:
    """Return the caller's own account; for root the system's own, made if it can be, else `nobody`."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), lent=False)
    return _named(OWN_ACCOUNT) or _created(OWN_ACCOUNT) or _named(SPARE_ACCOUNT) or Account(65534, 65534, lent=True)


def _named(name: str) -> Account | None:
    try:
        found = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(found.pw_uid, found.pw_gid, lent=True)


def _created(name: str) -> Account | None:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin")
    if useradd is None:
        return None
    command = [useradd, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    subprocess.run([*command, "--shell", "/usr/sbin/nologin", name], capture_output=True, check=False)  # noqa: S603  fixed words
    return _named(name)
