"""E-mails about offered changes: each city hears of it once, and of the other only its name."""

import pytest
from django.core import mail

from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.outbox.delivering import deliver
from rathaus.outbox.models import Delivery
from rathaus.sharing import deciding_contributions, giving_back
from tests import factories
from tests.cast import NOW
from tests.giving_back_story import Story, with_chip


@pytest.fixture
def story(frankfurt, wiesbaden):
    story = Story(frankfurt, wiesbaden)
    story.change(wiesbaden, with_chip())
    return story


def letters():
    """Deliver what is on its way and return the letters that came of it."""
    mail.outbox.clear()
    with for_city(ALL_CITIES):
        waiting = list(Delivery.objects.filter(state="waiting"))
    for delivery in waiting:
        assert deliver(delivery.pk)
    return mail.outbox


def test_who_composes_there_is_told_of_the_offer_once(story):
    factories.make_clerk(factories.department_of(story.frankfurt))
    factories.make_designer(story.frankfurt, role="administrator")
    made = story.offer_back()

    (letter,) = letters()

    assert letter.to == [story.otto.email]
    assert "Wiesbaden hat Ihren Prozess „Hund anmelden“ übernommen" in letter.body
    assert f"/frankfurt/baukasten/vorschlaege/{made.pk}/" in letter.body
    assert "Weil sie fehlt." in letter.body
    assert story.gesa.last_name not in letter.body
    assert story.gesa.email not in letter.body
    assert len(letters()) == 0


def test_where_nobody_composes_administrators_are_told(story):
    with for_city(story.frankfurt):
        story.otto.is_active = False
        story.otto.save()
    chief = factories.make_designer(story.frankfurt, role="administrator")
    story.offer_back()

    assert [letter.to for letter in letters()] == [[chief.email]]


def test_what_was_withdrawn_meanwhile_is_told_nobody(story):
    made = story.offer_back()
    with for_city(story.wiesbaden):
        giving_back.withdraw(made, by=story.gesa, at=NOW)

    assert letters() == []


def test_the_author_hears_why_it_was_declined(story):
    made = story.offer_back()
    letters()
    with for_city(story.frankfurt):
        deciding_contributions.decline(made, reason="Die Satzung.", by=story.otto, at=NOW)

    (letter,) = letters()

    assert letter.to == [story.gesa.email]
    assert letter.from_email.startswith("Wiesbaden <")
    assert "Frankfurt am Main hat Ihren Vorschlag „Chipnummer“ abgelehnt." in letter.body
    assert "Die Satzung." in letter.body
    assert "Geheim" not in letter.body


def test_the_author_hears_that_it_was_accepted(story):
    made = story.offer_back()
    letters()
    story.accept(made)

    (letter,) = letters()

    assert "angenommen" in letter.body
    assert f"/wiesbaden/baukasten/vorschlaege/{made.pk}/" in letter.body


def test_where_the_author_left_colleagues_are_told(story):
    made = story.offer_back()
    letters()
    story.gesa.is_active = False
    story.gesa.save()
    other = factories.make_designer(story.wiesbaden, email="neu@wiesbaden.example")
    story.accept(made)

    assert [letter.to for letter in letters()] == [[other.email]]


def test_the_other_city_is_told_of_a_message(story):
    made = story.offer_back()
    letters()
    with for_city(story.frankfurt):
        giving_back.remark(made, text="Wozu?", by=story.otto, at=NOW)
    asked = letters()[0].to
    with for_city(story.wiesbaden):
        giving_back.remark(made, text="Für Funde.", by=story.gesa, at=NOW)

    assert asked == [story.gesa.email]
    assert [letter.to for letter in letters()] == [[story.otto.email]]
