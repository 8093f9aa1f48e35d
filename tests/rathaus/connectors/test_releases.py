"""E-mails about publications: who approves is asked, who asked hears what was decided."""

import pytest
from django.core import mail

from rathaus.cities.scope import for_city
from rathaus.outbox.delivering import deliver
from rathaus.outbox.models import Delivery
from rathaus.processes import releasing
from rathaus.processes.editing import definition_in_hand
from tests import factories
from tests.cast import NOW


@pytest.fixture
def process(in_frankfurt):
    return factories.make_working_copy(in_frankfurt)


@pytest.fixture
def designer(in_frankfurt):
    return factories.make_designer(in_frankfurt)


@pytest.fixture
def approver(in_frankfurt):
    return factories.make_designer(
        in_frankfurt, role="approver", email="approver@frankfurt.example"
    )


def asked(process, designer, **more):
    definition = definition_in_hand(process)
    return releasing.ask_for(process, definition=definition, by=designer, at=NOW, **more)


def letters():
    """Deliver what is on its way and return the letters that came of it."""
    mail.outbox.clear()
    for delivery in Delivery.objects.filter(state="waiting"):
        deliver(delivery.pk)
    return mail.outbox


def test_everybody_who_may_approve_is_asked_and_nobody_else(process, designer, approver, wiesbaden):
    elsewhere = factories.make_designer(
        wiesbaden, role="approver", email="approver@wiesbaden.example"
    )
    asked(process, designer, note="Bitte bis Freitag")

    (letter,) = letters()
    assert letter.to == [approver.email] != [elsewhere.email]
    assert f"/frankfurt/baukasten/{process.pk}/veroeffentlichen/" in letter.body
    assert "Bitte bis Freitag" in letter.body


def test_who_asked_hears_why_it_was_declined(process, designer, approver):
    release = asked(process, designer)
    letters()

    releasing.decline(release, by=approver, at=NOW, reason="Die Gebühr fehlt.")

    (letter,) = letters()
    assert letter.to == [designer.email]
    assert "Die Gebühr fehlt." in letter.body


def test_who_asked_hears_that_it_is_online(process, designer, approver):
    release = asked(process, designer)
    letters()

    releasing.approve(release, by=approver, at=NOW)

    (letter,) = letters()
    assert "ist online" in letter.body


def test_what_was_withdrawn_meanwhile_asks_nobody(process, designer, approver):
    releasing.withdraw(asked(process, designer), by=designer, at=NOW)

    with for_city(process.city):
        assert letters() == []
