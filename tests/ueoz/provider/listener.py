# SPDX-License-Identifier: EUPL-1.2
"""The side of a system that logout tokens are sent to."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl


@dataclass
class Listener:
    """What it has heard, and what it answers next; the last answer stays."""

    url: str = ""
    heard: list[dict[str, str]] = field(default_factory=list)
    answers: list[int] = field(default_factory=lambda: [200])

    def answer(self) -> int:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def listening() -> Iterator[Listener]:
    """A system on the loopback."""
    listener = Listener()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", "0"))
            listener.heard.append(dict(parse_qsl(self.rfile.read(length).decode())))
            self.send_response(listener.answer())
            self.send_header("Content-Length", "0")
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        listener.url = f"http://127.0.0.1:{server.server_address[1]}/koniec/"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield listener
        server.shutdown()
        thread.join()
