"""The public catalogue: what is offered here, for other installations and for the curious."""

import json
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from rathaus.catalogue.answering import as_json, not_there, open_to_all, unchanged
from rathaus.catalogue.describing import described
from rathaus.sharing import listing, parcels
from rathaus.sharing.signing import fingerprint, own_key, own_name

_DESCRIBED: Final = described()


@open_to_all
def catalogue(request: HttpRequest) -> HttpResponse:
    """List what is offered: JSON for machines, a page for people."""
    if request.get_preferred_type(["application/json", "text/html"]) == "text/html":
        response = _page(request)
    else:
        response = as_json(request, listing.catalogue())
    patch_vary_headers(response, ["Accept"])
    return response


def _page(request: HttpRequest) -> HttpResponse:
    context = {
        "entries": listing.listed(),
        "name": own_name(),
        "key": own_key(),
        "fingerprint": fingerprint(own_key()),
    }
    return render(request, "catalogue/catalogue.html", context)


@open_to_all
def parcel(request: HttpRequest, offered: UUID) -> HttpResponse:
    """Hand out one process with its history, signed."""
    found = parcels.offered([offered])
    if not found:
        return not_there(_("Dieser Prozess wird nicht oder nicht mehr angeboten."))
    etag = parcels.state_of(found[0])
    if (answer := unchanged(request, etag=etag)) is not None:
        return answer
    try:
        content = parcels.remembered(offered, state=etag)
    except (parcels.NotSendable, parcels.TooMuch):
        return not_there(_("Dieser Prozess lässt sich nicht verschicken."))
    return as_json(request, content, etag=etag)


@open_to_all
def key(request: HttpRequest) -> HttpResponse:
    """Say by which key one recognises what was signed here."""
    said = {
        "name": own_name(),
        "algorithm": "Ed25519",
        "key": own_key(),
        "fingerprint": fingerprint(own_key()),
    }
    return as_json(request, json.dumps(said, ensure_ascii=False).encode())


@open_to_all
def description(request: HttpRequest) -> HttpResponse:
    """Describe these addresses as OpenAPI."""
    return as_json(request, _DESCRIBED)
