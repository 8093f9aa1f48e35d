"""The e-mail by which somebody who was invited chooses a password and begins to work."""

from typing import Final
from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rathaus.cities.links import link
from rathaus.connectors.mailing import send
from rathaus.people.inviting import is_open
from rathaus.people.models import Invitation

_LANGUAGE: Final = "de"
_SECONDS_OF_A_DAY: Final = 24 * 60 * 60


def send_way_in(invitation_id: UUID) -> None:
    """Send a link to who has no password yet, and the address of the login to everybody else."""
    found = Invitation.objects.filter(pk=invitation_id).select_related("user", "city", "by")
    invitation = found.first()
    if invitation is None or not invitation.user.is_active:
        return
    city = invitation.city
    way_in = link(city, "account_login")
    if is_new := is_open(invitation):
        # Made here and kept nowhere; it is used up once the password is chosen.
        key = default_token_generator.make_token(invitation.user)
        uid = user_pk_to_url_str(invitation.user)
        way_in = link(city, "account_reset_password_from_key", uid, key)
    send(
        to=invitation.user.email,
        city=city,
        language=_LANGUAGE,
        subject=_("Ihr Zugang zum digitalen Rathaus – %(city)s"),
        template="emails/invitation.txt",
        context={
            "invitation": invitation,
            "is_new": is_new,
            "days": settings.PASSWORD_RESET_TIMEOUT // _SECONDS_OF_A_DAY,
            "link": way_in,
            "login": link(city, "account_login"),
        },
    )
