"""How allauth behaves here: staff are invited, nobody signs up, and login leads to one's desk."""

from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse

from rathaus.cities.models import City
from rathaus.people.models import User
from rathaus.people.permissions import is_operating
from rathaus.people.queries import desks_of, operating_address


class StaffAccountAdapter(DefaultAccountAdapter):
    """Closes self-registration and knows the way to the desk."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Nobody signs up; an administrator invites."""
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Begin with our own address, whatever the browser said that the host is called."""
        asked = urlsplit(super().get_reset_password_from_key_url(key))
        return f"{settings.BASE_URL}{asked.path}"

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead to the desk in the city of the address, else to the only one, else to a choice."""
        return _way_to_desk(request.user, city=getattr(request, "city", None))

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Lead back to the login of the same city: the next colleague may sit here."""
        return reverse("account_login") if getattr(request, "city", None) else "/"


def _way_to_desk(person: User | AnonymousUser, *, city: City | None) -> str:
    desks = desks_of(person) if isinstance(person, User) else []
    for desk in desks:
        if len(desks) == 1 or (city and desk.city.pk == city.pk):
            return desk.address
    if not desks and is_operating(person):
        return operating_address()
    return reverse("desk:cities")
