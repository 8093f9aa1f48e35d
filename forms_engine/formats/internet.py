"""Formats of the network: e-mail addresses, links, identifiers, host names, pointers."""

import ipaddress
import re
from collections.abc import Callable
from typing import Final

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.?")
_TOP = re.compile(r"[A-Za-z]{2,63}|xn--[A-Za-z0-9-]{2,59}")
_UUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_UPLOAD = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_URI_LETTERS = r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2}"
_IRI_LETTERS = _URI_LETTERS + "|[\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U000efffd]"
_SCHEME = r"[A-Za-z][A-Za-z0-9+.-]*:"
_URI = re.compile(rf"{_SCHEME}(?:{_URI_LETTERS})*")
_URI_REFERENCE = re.compile(rf"(?:{_URI_LETTERS})*")
_IRI = re.compile(rf"{_SCHEME}(?:{_IRI_LETTERS})*")
_IRI_REFERENCE = re.compile(rf"(?:{_IRI_LETTERS})*")
_TEMPLATE = re.compile(r"(?:[^{}\s\"'<>\\^`|]|\{[+#./;?&=,!@|]?[A-Za-z0-9_.,:*%]+\})*")
_JSON_POINTER = re.compile(r"(?:/(?:[^~/]|~[01])*)*")
_RELATIVE_POINTER = re.compile(r"(?:0|[1-9][0-9]*)(?:#|(?:/(?:[^~/]|~[01])*)*)")
_LONGEST_EMAIL = 254
_LONGEST_LOCAL = 64
_LONGEST_HOST = 253


def is_email(text: str) -> bool:
    """Accept addresses that mail is delivered to: a plain local part at a full domain."""
    local, at, domain = text.rpartition("@")
    if not at or len(text) > _LONGEST_EMAIL or len(local) > _LONGEST_LOCAL:
        return False
    top = domain.rpartition(".")[2]
    return bool(
        _LOCAL.fullmatch(local)
        and "." in domain
        and not domain.endswith(".")
        and _is_ascii_host(_ascii_domain(domain))
        and _TOP.fullmatch(_ascii_domain(top))
    )


def _ascii_domain(domain: str) -> str:
    if domain.isascii():
        return domain
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _is_ascii_host(text: str) -> bool:
    return len(text.rstrip(".")) <= _LONGEST_HOST and bool(_HOST.fullmatch(text))


def is_idn_host(text: str) -> bool:
    """Accept a host name with letters of any language."""
    return _is_ascii_host(_ascii_domain(text))


def _is_ip(text: str, kind: Callable[[str], object]) -> bool:
    try:
        kind(text)
    except ValueError:
        return False
    return "%" not in text


def is_link(text: str) -> bool:
    """Accept an address of the web that a person can open."""
    return bool(_URI.fullmatch(text)) and text.lower().startswith(("https://", "http://"))


def is_regex(text: str) -> bool:
    """Accept what compiles as a regular expression."""
    try:
        re.compile(text)
    except (re.error, OverflowError, RecursionError):
        return False
    return r"\Z" not in text and r"\A" not in text and "(?P" not in text


def _whole(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: bool(pattern.fullmatch(text))


CHECKERS: Final[dict[str, Callable[[str], bool]]] = {
    "email": is_email,
    "idn-email": is_email,
    "hostname": _is_ascii_host,
    "idn-hostname": is_idn_host,
    "ipv4": lambda text: _is_ip(text, ipaddress.IPv4Address),
    "ipv6": lambda text: _is_ip(text, ipaddress.IPv6Address),
    "uri": _whole(_URI),
    "uri-reference": _whole(_URI_REFERENCE),
    "iri": _whole(_IRI),
    "iri-reference": _whole(_IRI_REFERENCE),
    "uri-template": _whole(_TEMPLATE),
    "link": is_link,
    "uuid": _whole(_UUID),
    "upload": _whole(_UPLOAD),
    "json-pointer": _whole(_JSON_POINTER),
    "relative-json-pointer": _whole(_RELATIVE_POINTER),
    "regex": is_regex,
}
