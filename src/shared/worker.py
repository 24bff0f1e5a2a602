# SPDX-License-Identifier: EUPL-1.2
"""The process that does the jobs; run as many as are needed, on as many machines."""

import asyncio

from procrastinate.contrib.django import app

CONCURRENCY = 4
GRACE = 20.0


def work(*, wait: bool = True) -> None:
    """Do jobs until told to stop; `wait=False`: until there are none."""
    asyncio.run(_work(wait=wait))


async def _work(*, wait: bool) -> None:
    with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]  # Django's connector has it
        async with worker.open_async():
            await worker.run_worker_async(
                wait=wait,
                concurrency=CONCURRENCY,
                install_signal_handlers=wait,
                shutdown_graceful_timeout=GRACE,
                delete_jobs="successful",
            )
