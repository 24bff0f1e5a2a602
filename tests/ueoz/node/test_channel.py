# SPDX-License-Identifier: EUPL-1.2
"""The channel past the browser trusts nobody by name alone."""

import ssl
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key

from shared import keys
from ueoz.node import channel
from ueoz.node.channel import NodeSilentError, send

CIPHERS = "ECDHE-ECDSA-AES256-GCM-SHA384"


class Echo(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        answer = body + self.headers["Content-Type"].encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def https(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A server with a certificate for 127.0.0.1 that it made itself, limited to TLS 1.2."""
    keys.make(tmp_path, ["server"])
    key = load_pem_private_key((tmp_path / "server.key").read_bytes(), None)
    made = x509.load_pem_x509_certificate((tmp_path / "server.pem").read_bytes())
    builder = x509.CertificateBuilder().subject_name(made.subject).issuer_name(made.issuer)
    builder = builder.public_key(made.public_key()).serial_number(1)
    builder = builder.not_valid_before(made.not_valid_before_utc).not_valid_after(made.not_valid_after_utc)
    builder = builder.add_extension(
        x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
    )
    (tmp_path / "server.pem").write_bytes(builder.sign(key, SHA256()).public_bytes(Encoding.PEM))  # type: ignore[arg-type]  # an EC key
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "server.pem", tmp_path / "server.key")
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(CIPHERS)
    server = HTTPServer(("127.0.0.1", 0), Echo)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # refused handshakes are what is tested
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"https://127.0.0.1:{server.server_address[1]}/ars", tmp_path / "server.pem"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("ciphers", ["", CIPHERS], ids=["usual", "chosen"])
def test_a_certificate_nobody_vouches_for_is_refused(https: tuple[str, Path], settings: Any, ciphers: str) -> None:
    settings.NODE = replace(settings.NODE, backchannel="", tls_ciphers=ciphers)
    with pytest.raises(NodeSilentError, match="SSLError"):
        send(https[0], b"<a/>")


def test_the_chosen_ciphers_are_used(https: tuple[str, Path], settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(https[1]))
    settings.NODE = replace(settings.NODE, backchannel="", tls_ciphers=CIPHERS)
    assert send(https[0], b"<a/>") == b"<a/>text/xml; charset=utf-8"
    settings.NODE = replace(settings.NODE, tls_ciphers="ECDHE-RSA-AES256-GCM-SHA384")
    with pytest.raises(NodeSilentError, match="SSLError"):
        send(https[0], b"<a/>")


def test_an_address_nobody_serves_is_silence(settings: Any) -> None:
    settings.NODE = replace(settings.NODE, backchannel="http://127.0.0.1:1", tls_ciphers="")
    with pytest.raises(NodeSilentError, match="ConnectionError"):
        send("https://login.gov.pl/ars", b"<a/>")


def test_there_is_an_end_to_waiting() -> None:
    assert channel.CONNECT + channel.READ < 15
    assert channel.ALTOGETHER <= 10
