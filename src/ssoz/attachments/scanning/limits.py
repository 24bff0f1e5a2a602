# SPDX-License-Identifier: EUPL-1.2
"""What a process that opens other people's files may use before it is lost."""

import resource

SECONDS = 20
MEMORY = 1536 * 1024 * 1024


def limit(seconds: int = SECONDS, memory: int = MEMORY) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
