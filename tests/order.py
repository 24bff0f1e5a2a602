# SPDX-License-Identifier: EUPL-1.2
"""In which order files of tests are begun: those that take longest first, so that no process is idle in the end.

Tests of one file stay in one process (`--dist loadfile`): they share what is expensive to set up.
"""

from collections import Counter
from collections.abc import Sequence

import pytest

LONG = (  # over 20 seconds with few tests, longest first
    "tests/browser/test_identity.py",
    "tests/browser/test_walk.py",
    "tests/generative/test_back_ends.py",
    "tests/browser/test_feature_forms.py",
    "tests/browser/test_storm.py",
    "tests/unit/commands/forms/test_checking.py",
    "tests/integration/demo/test_country.py",
    "tests/integration/demo/test_show.py",
    "tests/integration/simulate/test_simulate.py",
    "tests/integration/chain/test_sign_in.py",
    "tests/browser/test_account.py",
    "tests/browser/test_sandbox.py",
    "tests/browser/test_records.py",
)


def ordered(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """The same tests: long files first, then the others by how many tests they have."""
    sizes = Counter(file_of(item) for item in items)
    places = {name: place for place, name in enumerate(LONG)}
    return sorted(items, key=lambda item: (places.get(file_of(item), len(LONG)), -sizes[file_of(item)]))


def file_of(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[0]
