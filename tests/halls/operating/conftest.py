"""Who the tests of the operating unit's hall are told by."""

import pytest
from django.test import Client

from rathaus.people.models import User
from tests import cast


@pytest.fixture
def operator(db: None) -> User:
    return User.objects.create_superuser(
        "betrieb@rathaus.example", cast.PASSWORD, first_name="Ole", last_name="Leitstand"
    )


@pytest.fixture
def hall(operator: User) -> Client:
    """Return a browser in which somebody of the operating unit is signed in."""
    client = Client()
    client.force_login(operator)
    return client
