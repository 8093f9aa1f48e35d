"""The key of this installation: others know by it that what they receive was made here."""

import hashlib
import re
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from forms_engine.definition import canonical

# 32 bytes, as they are written in files and typed by people.
KEY: Final = re.compile(r"[0-9a-f]{64}\Z")


def own_key() -> str:
    """Return the public key of this installation as 64 hex digits."""
    return _private_key().public_key().public_bytes_raw().hex()


def own_name() -> str:
    """Return what this installation is called in others, in one line."""
    return one_line(settings.INSTALLATION_NAME)[:200]


def one_line(text: str) -> str:
    """Return a text without what breaks lines; files hold names in one."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split()) or "–"


def _private_key() -> Ed25519PrivateKey:
    seed = bytes.fromhex(settings.SIGNING_KEY) if settings.SIGNING_KEY else _derived()
    return Ed25519PrivateKey.from_private_bytes(seed)


def _derived() -> bytes:
    return HKDF(
        algorithm=hashes.SHA256(), length=32, salt=None, info=b"rathaus/signing-key"
    ).derive(bytes.fromhex(settings.DATA_KEY))


def signed(document: dict[str, Any]) -> bytes:
    """
    Return a document with our signature over its canonical bytes, itself in canonical bytes.

    :raises ValueError: if it holds what JSON cannot say exactly.
    """
    signature = _private_key().sign(canonical(document)).hex()
    return canonical({**document, "signature": signature})


def is_signed_by(key: str, document: dict[str, Any]) -> bool:
    """Say whether a document's signature was made with the key's other half, over all the rest."""
    rest = {name: value for name, value in document.items() if name != "signature"}
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(
            bytes.fromhex(str(document.get("signature", ""))), canonical(rest)
        )
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(key: str) -> str:
    """Return what two people compare on the telephone: 32 digits in groups of four."""
    digits = hashlib.sha256(bytes.fromhex(key)).hexdigest()[:32]
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))
