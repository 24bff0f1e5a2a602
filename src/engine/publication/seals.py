# SPDX-License-Identifier: EUPL-1.2
"""A name for all the gate looks at: what has passed under it once need not be proven again."""

import hashlib
from collections.abc import Mapping

from engine.definitions import FormDefinition, canonical


def seal(definition: FormDefinition, others: Mapping[str, FormDefinition], previous: FormDefinition | None) -> str:
    """SHA-256 of a form, of the forms its checks read and the edition before, each with the code lists it names."""
    beside = [others[name] for name in sorted(others)]
    content = [_content(one) if one else None for one in (definition, previous, *beside)]
    return hashlib.sha256(canonical(content)).hexdigest()


def _content(definition: FormDefinition) -> list[object]:
    told = definition.model_dump_json()
    return [definition.digest, {name: definition._lists[name] for name in definition.code_lists if name in told}]
