"""Seals the secrets of the second login step, so that a copied database logs nobody in."""

from base64 import b64decode, b64encode
from typing import Final

from allauth.mfa.adapter import DefaultMFAAdapter

from rathaus.cities.sealing import seal, unseal

# A person belongs to no one city: the house itself holds the key.
_NO_CITY: Final = 0
_PURPOSE: Final = "people.second_factor"


class SealedMFAAdapter(DefaultMFAAdapter):
    """Stores what allauth would keep in the clear under our own seal."""

    def encrypt(self, text: str) -> str:
        """Return the secret as it may lie in the database."""
        return b64encode(seal(text.encode(), city_id=_NO_CITY, purpose=_PURPOSE)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret itself."""
        return unseal(b64decode(encrypted_text), city_id=_NO_CITY, purpose=_PURPOSE).decode()
