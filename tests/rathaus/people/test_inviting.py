"""Staff are invited by e-mail, choose a password, and are in."""

import re

import pytest
from django.core import mail
from django.test import Client

from rathaus.cities.scope import for_city
from rathaus.outbox.delivering import deliver
from rathaus.outbox.models import Delivery
from rathaus.people.inviting import NotInvited, invite, invite_again
from rathaus.people.models import Membership, User
from tests import factories
from tests.cast import NOW, PASSWORD


def invited(city, email="Erste@Wiesbaden.example"):
    return invite(
        email,
        first_name="Erna",
        last_name="Ersting",
        role=Membership.Role.ADMINISTRATOR,
        city=city,
        by=None,
        at=NOW,
    )


def letters(city):
    mail.outbox.clear()
    with for_city(city):
        for delivery in Delivery.objects.filter(state="waiting"):
            deliver(delivery.pk)
    return mail.outbox


def link_in(letter):
    return re.search(r"https?://[^/]+(/wiesbaden/konto/passwort/neu/\S+)", letter.body)[1]


def test_a_link_lets_somebody_choose_a_password_and_administer(wiesbaden):
    invited(wiesbaden)
    (letter,) = letters(wiesbaden)
    browser = Client()
    page = browser.get(link_in(letter), follow=True)
    words = {"password1": PASSWORD, "password2": PASSWORD}
    browser.post(page.redirect_chain[-1][0], words)

    fields = {"login": "erste@wiesbaden.example", "password": PASSWORD}
    answer = browser.post("/wiesbaden/konto/login/", fields)

    assert answer.url == "/wiesbaden/schreibtisch/"
    assert letter.to == ["erste@wiesbaden.example"]
    assert browser.get("/wiesbaden/baukasten/").status_code == 200


def test_a_link_opens_once_and_not_after_the_next_password(wiesbaden):
    invitation = invited(wiesbaden)
    (letter,) = letters(wiesbaden)
    user = User.objects.get(pk=invitation.user_id)
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])

    page = Client().get(link_in(letter), follow=True)

    assert "password1" not in page.content.decode()


def test_somebody_who_has_not_come_is_invited_again_and_nobody_else(wiesbaden):
    invitation = invited(wiesbaden)
    letters(wiesbaden)

    invite_again(invitation, by=None, at=NOW)

    assert len(letters(wiesbaden)) == 1
    invitation.user.set_password(PASSWORD)
    with pytest.raises(NotInvited):
        invite_again(invitation, by=None, at=NOW)


def test_who_has_an_account_keeps_it(wiesbaden):
    known = factories.make_user("erste@wiesbaden.example", first_name="Emma")

    invitation = invited(wiesbaden)

    (letter,) = letters(wiesbaden)
    assert invitation.user == known
    assert User.objects.get().first_name == "Emma"
    assert "passwort/neu" not in letter.body
    assert "/wiesbaden/konto/login/" in letter.body


def test_a_closed_account_is_not_invited(wiesbaden):
    factories.make_user("erste@wiesbaden.example", is_active=False)

    with pytest.raises(NotInvited):
        invited(wiesbaden)


def test_two_invitations_are_one(wiesbaden):
    assert invited(wiesbaden) == invited(wiesbaden)
    with for_city(wiesbaden):
        assert Membership.objects.count() == 1
