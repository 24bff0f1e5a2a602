# SPDX-License-Identifier: EUPL-1.2
"""The key that signs ID tokens: made at the first start, the same for every process after that."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat


def signing_key(path: Path) -> str:
    """Return the key; whoever comes first makes it, in one move, readable to its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        pem = generate_private_key(65537, 2048).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        with NamedTemporaryFile(dir=path.parent, delete=False) as draft:
            draft.write(pem)
        try:
            os.link(draft.name, path)
        except FileExistsError:
            pass  # another process was faster; its key counts
        finally:
            os.unlink(draft.name)
    return path.read_text(encoding="ascii")
