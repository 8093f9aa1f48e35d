"""Asks another installation over the network, and trusts neither its address nor its answer."""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

# For each step on the way, and for an answer as a whole.
_PATIENCE_SECONDS: Final = 10
_LONGEST_SECONDS: Final = 30
# Behind it may be any address of the old kind.
_TRANSLATED: Final = ipaddress.ip_network("64:ff9b::/96")
_PIECE: Final = 64 * 1024
_LONGEST_ETAG: Final = 200


class NotReached(Exception):
    """There was no answer that can be used; the message is for the operating unit."""

    def __init__(self, sentence: Any) -> None:
        super().__init__(sentence)

    def __str__(self) -> str:
        """Return the sentence, in the language of whoever reads it."""
        return str(self.args[0])


@dataclass(frozen=True)
class Answer:
    """
    What came back.

    :param content: None if nothing has changed since the etag that we knew.
    """

    content: bytes | None
    etag: str = ""


def fetch(address: str, *, largest: int, etag: str = "") -> Answer:
    """
    Fetch JSON; nobody is followed elsewhere.

    :param largest: no more bytes than that are read.
    :raises NotReached: if it is not there, not public, too large, too slow, or anything but JSON.
    """
    url = urlsplit(address)
    if url.scheme not in {"http", "https"} or not url.hostname:
        raise NotReached(_("Das ist keine Adresse, die wir abrufen."))
    port = url.port or (443 if url.scheme == "https" else 80)
    connection = http.client.HTTPConnection(url.hostname, port)
    watch = threading.Timer(_LONGEST_SECONDS, _cut, [connection])
    watch.daemon = True
    try:
        connection.sock = _connected(url.hostname, port)
        watch.start()
        if url.scheme == "https":
            _speak_tls(connection, url.hostname)
        connection.request("GET", url.path or "/", headers=_headers(etag))
        return _answer(connection.getresponse(), largest=largest)
    except (OSError, http.client.HTTPException, ValueError) as problem:
        raise NotReached(_sentence(problem)) from None
    finally:
        watch.cancel()
        connection.close()


def _cut(connection: http.client.HTTPConnection) -> None:
    """End a connection that goes on for too long; whoever reads from it finds it closed."""
    with contextlib.suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)


def _headers(etag: str) -> dict[str, str]:
    asked = {"Accept": "application/json", "User-Agent": "Rathaus", "Accept-Encoding": "identity"}
    return asked | ({"If-None-Match": etag} if etag else {})


def _connected(host: str, port: int) -> socket.socket:
    """Connect to the very address that was looked at, so that a name cannot mean another then."""
    problem: OSError = TimeoutError()
    for address in _public_addresses(host, port):
        try:
            return socket.create_connection((address, port), timeout=_PATIENCE_SECONDS)
        except OSError as failure:
            problem = failure
    raise problem


def _speak_tls(connection: http.client.HTTPConnection, host: str) -> None:
    connection.default_port = 443
    secure = ssl.create_default_context().wrap_socket(
        connection.sock, server_hostname=host, do_handshake_on_connect=False
    )
    connection.sock = secure
    secure.do_handshake()


def _public_addresses(host: str, port: int) -> list[str]:
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotReached(_("Diesen Rechner gibt es nicht: %(host)s.") % {"host": host}) from None
    found = [str(row[4][0]) for row in rows]
    if not settings.FOLLOW_PRIVATE_ADDRESSES and not all(map(_is_public, found)):
        text = _("%(host)s steht in einem privaten Netz. Dort sehen wir nicht nach.")
        raise NotReached(text % {"host": host})
    return found


def _is_public(text: str) -> bool:
    address = ipaddress.ip_address(text.partition("%")[0])
    if address in _TRANSLATED:
        return False
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None) or address
    return bool(inner.is_global and not inner.is_multicast and not inner.is_reserved)


def _answer(response: http.client.HTTPResponse, *, largest: int) -> Answer:
    kind = (response.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    if response.status == http.client.NOT_MODIFIED:
        return Answer(None)
    if response.status != http.client.OK:
        text = _("Der Katalog antwortet mit dem Status %(status)s.")
        raise NotReached(text % {"status": response.status})
    if kind != "application/json":
        raise NotReached(_("Der Katalog antwortet nicht mit JSON."))
    content = b""
    while piece := response.read1(_PIECE):
        content += piece
        if len(content) > largest:
            text = _("Die Antwort ist größer als %(limit)s MB.")
            raise NotReached(text % {"limit": largest // 1024 // 1024})
    if response.length:
        raise NotReached(_("Die Antwort brach mittendrin ab."))
    etag = response.headers.get("ETag") or ""
    return Answer(content, etag if len(etag) <= _LONGEST_ETAG and etag.isprintable() else "")


def _sentence(problem: Exception) -> Any:
    if isinstance(problem, TimeoutError):
        return _("Der Katalog antwortet nicht rechtzeitig.")
    if isinstance(problem, ssl.SSLError):
        return _("Das Zertifikat des anderen Rathauses ist nicht in Ordnung.")
    return _("Das andere Rathaus ist nicht zu erreichen.")
