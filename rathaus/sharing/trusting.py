"""Which other installations are believed: their keys, their catalogues, and how trust ends."""

from typing import Any
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from rathaus.sharing.models import ForeignProcess, Installation
from rathaus.sharing.signing import KEY, own_key

_LONGEST_ADDRESS = 200
_HERE = {"localhost", "127.0.0.1", "::1"}


class NotTrustable(Exception):
    """
    What was typed of another installation does not do; the message is for who typed it.

    :param field: which of name, key and catalogue it is about.
    """

    def __init__(self, field: str, sentence: Any) -> None:
        super().__init__(sentence)
        self.field = field

    def __str__(self) -> str:
        """Return the sentence, in the language of whoever reads it."""
        return str(self.args[0])


@transaction.atomic
def trust(*, name: str, key: str, catalogue: str = "", is_followed: bool = False) -> Installation:
    """
    Believe from now on what is signed with a key.

    :param key: the public key as 64 hex digits; blanks between them are forgiven.
    :param is_followed: look into its catalogue every night.
    :raises NotTrustable: if it is no key, our own, or one that is known.
    """
    installation = Installation(**_checked(name, key, catalogue, is_followed=is_followed))
    _keep(installation)
    return installation


@transaction.atomic
def change(
    installation: Installation, *, name: str, key: str, catalogue: str, is_followed: bool
) -> Installation:
    """
    Correct what is known of an installation; with another key only that one is believed.

    :raises NotTrustable: as `trust`.
    """
    wanted = _checked(name, key, catalogue, is_followed=is_followed)
    row = Installation.objects.select_for_update().get(pk=installation.pk)
    if (row.public_key, row.catalogue) != (wanted["public_key"], wanted["catalogue"]):
        # What was seen there before was another catalogue.
        row.etag = row.last_error = ""
    for field, value in wanted.items():
        setattr(row, field, value)
    _keep(row)
    return row


@transaction.atomic
def stop_trusting(installation: Installation) -> int:
    """
    Believe an installation no longer; what it shared leaves the shelf.

    What cities took over from there stays as it is, with all they need to compare with.

    :returns: how many processes left the shelf.
    """
    processes = ForeignProcess.objects.filter(installation=installation)
    count = processes.count()
    processes.delete()
    installation.delete()
    return count


def _checked(name: str, key: str, catalogue: str, *, is_followed: bool) -> dict[str, Any]:
    name = " ".join(name.split())
    if not name or len(name) > 200 or not name.isprintable():  # noqa: PLR2004
        raise NotTrustable("name", _("Schreiben Sie, wie das andere Rathaus heißt."))
    key = "".join(key.split()).lower()
    if not KEY.match(key):
        raise NotTrustable(
            "key", _("Ein öffentlicher Schlüssel hat 64 Zeichen, nur Ziffern und a bis f.")
        )
    if key == own_key():
        raise NotTrustable("key", _("Das ist der Schlüssel dieses Rathauses."))
    catalogue = catalogue.strip()
    if is_followed and not catalogue:
        raise NotTrustable("catalogue", _("Schreiben Sie, wo der Katalog steht."))
    if catalogue:
        _check_address(catalogue)
        catalogue += "" if catalogue.endswith(("/", ".json")) else "/"
    return {
        "name": name,
        "public_key": key,
        "catalogue": catalogue,
        "is_followed": is_followed,
    }


def _check_address(address: str) -> None:
    try:
        url = urlsplit(address)
        is_right = url.scheme == "https" or (url.scheme == "http" and url.hostname in _HERE)
        is_right = is_right and bool(url.hostname) and url.port != 0
    except ValueError:
        is_right = False
    plain = address.isascii() and address.isprintable() and " " not in address
    if not is_right or not plain or set(address) & set("@?#") or len(address) >= _LONGEST_ADDRESS:
        raise NotTrustable(
            "catalogue",
            _(
                "Die Adresse muss mit https:// beginnen, zum Beispiel https://nord.example/katalog/."
            ),
        )


def _keep(installation: Installation) -> None:
    try:
        with transaction.atomic():
            installation.save()
    except IntegrityError:
        others = Installation.objects.exclude(pk=installation.pk)
        known = others.filter(public_key=installation.public_key).first()
        sentence = _("Diesen Schlüssel hat schon „%(name)s“.")
        name = known.name if known else ""
        raise NotTrustable("key", sentence % {"name": name}) from None
