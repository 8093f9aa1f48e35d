"""Slows down who asks too often: for e-mails to strangers, for drafts, for room on the disk."""

import ipaddress
import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

# Who has one IPv6 address has the rest of its network too.
_IPV6_NETWORK = 64


def is_too_often(request: HttpRequest, what: str, *, whom: str = "") -> bool:
    """
    Count an attempt, and say whether there were too many lately.

    :param what: a name in `settings.LIMITS`.
    :param whom: whose patience is tried, such as a mailbox; otherwise the client's address counts.
    """
    most, seconds = settings.LIMITS[what]
    who = whom or _client(request)
    if not who:
        return False
    # Neither addresses nor mailboxes lie readable in the cache.
    name = salted_hmac("rathaus.web.limits", f"{what} {who}").hexdigest()
    key = f"limit:{name}:{int(time.time()) // seconds}"
    cache.add(key, 0, seconds)
    try:
        return int(cache.incr(key)) > most
    except ValueError:
        # Forgotten between the two lines: the window is over.
        return False


def mails_too_often(request: HttpRequest, *, to: str) -> bool:
    """Count an e-mail that somebody sets off, for who does it and for the mailbox it goes to."""
    by_one, to_one = (
        is_too_often(request, "mails"),
        is_too_often(request, "mailbox", whom=to.strip().casefold()),
    )
    return by_one or to_one


def _client(request: HttpRequest) -> str:
    try:
        # Knows how many proxies may be believed.
        address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    except (PermissionDenied, ValueError):
        return ""
    if address.version == 6:  # noqa: PLR2004
        return str(ipaddress.ip_network(f"{address}/{_IPV6_NETWORK}", strict=False))
    return str(address)


def limited(what: str) -> Callable[[View[P]], View[P]]:
    """Answer 429 to a client that sends a page too often; looking at it is free."""

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.method == "POST" and is_too_often(request, what):
                return too_often(request)
            return view(request, *args, **kwargs)

        return guarded

    return guard


def too_often(request: HttpRequest) -> HttpResponse:
    """Ask for a little patience."""
    return render(request, "429.html", status=429)
