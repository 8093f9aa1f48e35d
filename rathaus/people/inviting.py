"""Invites staff by e-mail: a link lets them choose their password, and opens for some days."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rathaus.cities.models import City
from rathaus.cities.scope import for_city
from rathaus.outbox.recording import record
from rathaus.people.models import Invitation, Membership, User


class NotInvited(Exception):
    """This person cannot be invited like this; the message says why."""


@transaction.atomic
def invite(
    email: str,
    *,
    first_name: str,
    last_name: str,
    role: Membership.Role,
    city: City,
    by: User | None,
    at: dt.datetime,
) -> Invitation:
    """
    Give somebody a role in a city, and send them the way in.

    Who has an account already keeps it, with their name and password.

    :raises NotInvited: if the account is closed.
    """
    email = User.objects.normalize_email(email).lower()
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = User.objects.create_user(email, first_name=first_name, last_name=last_name)
    if not user.is_active:
        raise NotInvited(_("Das Konto mit dieser E-Mail-Adresse ist gesperrt."))
    with for_city(city):
        Membership.objects.get_or_create(city=city, user=user, role=role, department=None)
        invitation, _is_new = Invitation.objects.update_or_create(
            city=city, user=user, defaults={"by": by, "at": at}
        )
        record("person.invited", subject_id=invitation.pk, at=at)
    return invitation


@transaction.atomic
def invite_again(invitation: Invitation, *, by: User | None, at: dt.datetime) -> None:
    """
    Send the way in again, with a new link.

    :raises NotInvited: if the person has been here already.
    """
    if not is_open(invitation):
        raise NotInvited(_("Diese Person hat schon ein Passwort gewählt."))
    invitation.by, invitation.at = by, at
    invitation.save(update_fields=["by", "at"])
    with for_city(invitation.city):
        record("person.invited", subject_id=invitation.pk, at=at)


def is_open(invitation: Invitation) -> bool:
    """Say whether somebody who was invited has not chosen a password yet."""
    return invitation.user.is_active and not invitation.user.has_usable_password()
