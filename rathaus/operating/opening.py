"""Opens a new city: founded, its first administrator invited, its first processes taken over."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from rathaus.cities.founding import NotFounded, Office, Problem, found
from rathaus.cities.models import City
from rathaus.people.inviting import NotInvited, invite
from rathaus.people.models import Invitation, Membership, User
from rathaus.processes.models import Process
from rathaus.sharing.bundles import take_over_all
from rathaus.sharing.taking_over import Source


@dataclass(frozen=True)
class Administrator:
    """Who sets a new city up."""

    email: str
    first_name: str = ""
    last_name: str = ""


@dataclass(frozen=True)
class Opened:
    """What came of it."""

    city: City
    invitation: Invitation
    processes: list[Process]


def open_city(
    facts: Mapping[str, Any],
    *,
    colours: dict[str, str],
    offices: Sequence[Office],
    administrator: Administrator,
    sources: Sequence[Source],
    by: User | None,
    at: dt.datetime,
) -> Opened:
    """
    Open a city in one transaction.

    :raises NotFounded: if anything is wrong, naming all of it; then nothing was done.
    :raises NotOffered: if something was taken off the shelf in between.
    """
    try:
        with transaction.atomic():
            city = found(facts, colours=colours, offices=offices)
            invitation = _invited(administrator, city=city, by=by, at=at)
            processes = take_over_all(sources, city=city, by=by, at=at)
    except IntegrityError:
        # Somebody else was a moment faster.
        text = _("Diese Stadt gibt es schon: %(name)s.") % {"name": facts.get("name")}
        raise NotFounded([Problem("key", text)]) from None
    return Opened(city, invitation, processes)


def _invited(
    administrator: Administrator, *, city: City, by: User | None, at: dt.datetime
) -> Invitation:
    try:
        validate_email(administrator.email)
        return invite(
            administrator.email,
            first_name=administrator.first_name,
            last_name=administrator.last_name,
            role=Membership.Role.ADMINISTRATOR,
            city=city,
            by=by,
            at=at,
        )
    except ValidationError as problem:
        raise NotFounded([Problem("admin_email", " ".join(problem.messages))]) from None
    except NotInvited as problem:
        raise NotFounded([Problem("admin_email", str(problem))]) from None
