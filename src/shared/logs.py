# SPDX-License-Identifier: EUPL-1.2
"""Logs as JSON, a line each, to the standard error; never with personal data."""

import json
import logging
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse

from shared.addresses import written_path

REQUESTS = "requests"
SHARED: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
]

TRACEBACKS = structlog.processors.ExceptionRenderer(
    structlog.tracebacks.ExceptionDictTransformer(show_locals=False)  # locals hold reports, people and keys
)


def logging_settings(level: str = "INFO") -> dict[str, Any]:
    """Django's LOGGING: everything that is logged, by whomever, in one shape."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    TRACEBACKS,
                    structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
            },
            "requests": {"()": "shared.logs.RequestLine"},
        },
        "filters": {"no_requests": {"()": "shared.logs.NoRequests"}, "paths": {"()": "shared.logs.WrittenPaths"}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["no_requests", "paths"]},
            "requests": {"class": "logging.StreamHandler", "formatter": "requests"},
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            REQUESTS: {"handlers": ["requests"], "level": level, "propagate": True},
            "procrastinate": {"level": "WARNING"},
            "signxml": {"level": "INFO"},  # below that it logs whole messages, which name people
            "django.server": {"level": "WARNING"},
            "django": {"handlers": [], "level": level, "propagate": True},
        },
    }


class NoRequests(logging.Filter):
    """Lines of requests have a handler of their own."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.name != REQUESTS


class WrittenPaths(logging.Filter):
    """What Django says of a request that went wrong names its path."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            said, path = request.path.encode("unicode_escape").decode(), written_path(request)
            record.args = tuple(path if argument == said else argument for argument in record.args)
        return True


class RequestLine(logging.Formatter):
    """The line of a request, in the shape of all others; it comes with every request, and its words are known."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        said = record.args if isinstance(record.args, dict) else {}
        whole = {**said, "event": "request", "level": "info", "logger": record.name, "timestamp": moment}
        return json.dumps(whole, ensure_ascii=False)


def request_log(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: one line a request, and its number on every line written meanwhile."""
    log = logging.getLogger(REQUESTS)

    def middleware(request: HttpRequest) -> HttpResponse:
        number = uuid.uuid4().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=number)
        begun = time.perf_counter()
        response = get_response(request)
        took = round((time.perf_counter() - begun) * 1000, 1)
        said = {"method": request.method, "path": written_path(request), "status": response.status_code, "ms": took}
        log.info("request %s", {**said, "request_id": number})
        return response

    return middleware
