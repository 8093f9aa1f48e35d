"""Encrypts what citizens write, at rest, under a key of their city."""

import functools
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_FORMAT = b"\x01"
_NONCE_BYTES = 12


class SealBroken(Exception):
    """The bytes were not sealed here for this purpose, or were changed since."""


@functools.lru_cache(maxsize=4096)
def _key(city_id: int, use: str) -> bytes:
    return HKDF(
        algorithm=hashes.SHA256(), length=32, salt=None, info=f"rathaus/{use}/{city_id}".encode()
    ).derive(bytes.fromhex(settings.DATA_KEY))


def seal(plain: bytes, *, city_id: int, purpose: str) -> bytes:
    """
    Encrypt with AES-256-GCM.

    :param purpose: names the row and column, so that a sealed value moved elsewhere does not open.
    """
    nonce = os.urandom(_NONCE_BYTES)
    return _FORMAT + nonce + AESGCM(_key(city_id, "seal")).encrypt(nonce, plain, purpose.encode())


def unseal(sealed: bytes | memoryview, *, city_id: int, purpose: str) -> bytes:
    """
    Decrypt what `seal` returned for the same city and purpose.

    :raises SealBroken: if it was changed, or sealed for something else.
    """
    sealed = bytes(sealed)
    nonce, body = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    try:
        if sealed[:1] != _FORMAT:
            raise SealBroken
        return AESGCM(_key(city_id, "seal")).decrypt(nonce, body, purpose.encode())
    except (InvalidTag, ValueError) as broken:
        raise SealBroken from broken


def blind_index(text: str, *, city_id: int) -> str:
    """Return a keyed hash (64 hex digits) by which an encrypted text can be found again."""
    digest = hmac.HMAC(_key(city_id, "index"), hashes.SHA256())
    digest.update(text.strip().casefold().encode())
    return digest.finalize().hex()
