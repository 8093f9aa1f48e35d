"""Giving back in the studio: choosing, looking at it as the other city will, sending it."""

import uuid

import pytest
from django.test import Client

from rathaus.cities.scope import for_city
from rathaus.processes.models import Process
from rathaus.sharing import contributions
from rathaus.sharing.contributions import contribution_of_ours
from rathaus.sharing.giving_back import own_changes
from rathaus.sharing.models import ForeignProcess, Installation, Offer, Origin
from tests.cast import NOW
from tests.giving_back_story import SECRET, Story, ids_of, relabelled, with_chip

LIST_WIESBADEN = "/wiesbaden/baukasten/vorschlaege/"
LIST_FRANKFURT = "/frankfurt/baukasten/vorschlaege/"
WORDS = {"title": "Chipnummer fragen", "note": "Für Funde."}


@pytest.fixture
def story(frankfurt, wiesbaden):
    story = Story(frankfurt, wiesbaden)
    story.change(wiesbaden, with_chip(relabelled(f_name=SECRET)))
    return story


@pytest.fixture
def in_wiesbaden(story):
    return signed_in(story.gesa)


@pytest.fixture
def in_frankfurt_studio(story):
    return signed_in(story.otto)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def offering(story):
    return f"/wiesbaden/baukasten/{story.clone.pk}/vorschlagen/"


def there(made):
    return f"{LIST_FRANKFURT}{made.pk}/"


def here(made):
    return f"{LIST_WIESBADEN}{made.pk}/"


def text(response):
    return response.content.decode()


def chip(story):
    with for_city(story.wiesbaden):
        return ids_of(own_changes(story.process(story.wiesbaden)).changes, ["Chipnummer"])


def state_of(made, city):
    with for_city(city):
        return contribution_of_ours(made.pk).state


def decision(client, made, **more):
    """Return what the form of the page holds as it is shown, with some of it changed."""
    context = client.get(there(made)).context
    rows = [each.id for each in context["rows"]]
    seen = context["considered"].seen
    return {"do": "accept", "seen": seen, "gezeigt": rows, "nimm": rows} | more


def test_what_is_different_is_shown_and_nothing_is_ticked(story, in_wiesbaden):
    response = in_wiesbaden.get(offering(story))

    page = response.context["page"]
    assert [row.text for row in page.rows] == [
        "„Name“: Neu formuliert in „Halterin oder Halter“",
        "„Chipnummer“ (Kurzer Text) in „Hund“",
    ]
    assert not any(row.is_taken for row in page.rows)
    assert not response.context["is_seen"]


def test_one_difference_alone_is_ticked(story, in_wiesbaden):
    story.change(story.wiesbaden, with_chip())

    page = in_wiesbaden.get(offering(story)).context["page"]

    assert [row.is_taken for row in page.rows] == [True]


def test_all_are_ticked_with_one_button(story, in_wiesbaden):
    response = in_wiesbaden.post(offering(story), {"do": "alle"})

    assert response.status_code == 200
    assert all(row.is_taken for row in response.context["page"].rows)
    assert response.context["errors"] == []
    assert not response.context["is_seen"]


def test_the_look_shows_exactly_what_the_other_city_will_see(story, in_wiesbaden):
    response = in_wiesbaden.post(offering(story), {"do": "preview", "nimm": chip(story), **WORDS})

    assert response.status_code == 200
    assert response.context["is_seen"]
    lines = [line.text for group in response.context["page"].groups for line in group.lines]
    assert any("Chipnummer" in line for line in lines)
    assert not any(SECRET in line for line in lines)


def test_what_was_looked_at_is_sent(story, in_wiesbaden, in_frankfurt_studio):
    fields = {"nimm": chip(story), **WORDS}
    seen = in_wiesbaden.post(offering(story), fields).context["page"].seen
    response = in_wiesbaden.post(offering(story), {"do": "send", "seen": seen, **fields})

    with for_city(story.wiesbaden):
        made = contributions.offered_by_us().get()
    assert (response.status_code, response.url) == (303, here(made))
    assert made.document.body == with_chip()
    assert (made.title, made.note, made.by) == ("Chipnummer fragen", "Für Funde.", story.gesa)
    page = text(in_frankfurt_studio.get(there(made)))
    assert "Chipnummer fragen" in page
    assert "Für Funde." in page
    assert "Wiesbaden" in page
    for hidden in (SECRET, "Entwurf", story.gesa.email):
        assert hidden not in page


@pytest.mark.parametrize("seen", ["", "0" * 64, "\0"])
def test_what_was_not_looked_at_is_not_sent_but_shown(story, in_wiesbaden, seen):
    fields = {"do": "send", "seen": seen, "nimm": chip(story), **WORDS}
    response = in_wiesbaden.post(offering(story), fields)

    assert response.status_code == 409
    assert response.context["is_seen"]
    assert "anders, als Sie es zuletzt gesehen haben" in text(response)
    with for_city(story.wiesbaden):
        assert not contributions.offered_by_us().exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"title": ""},
        {"title": "x" * 201},
        {"title": "Null\0"},
        {"note": "x" * 2001},
        {"nimm": []},
        {"nimm": ["gibt es nicht", "\0"]},
    ],
)
def test_what_is_missing_or_too_long_is_said_and_what_was_typed_stays(story, in_wiesbaden, fields):
    sent = {"do": "send", "nimm": chip(story), **WORDS} | fields
    response = in_wiesbaden.post(offering(story), sent)

    assert response.status_code == 422
    assert response.context["errors"]
    assert "Fehler:" in text(response)
    if "note" not in fields:
        assert "Für Funde." in text(response)


def test_what_is_not_offered_any_more_takes_nothing_and_says_so(story, in_wiesbaden):
    with for_city(story.frankfurt):
        Offer.objects.update(is_open=False)

    assert "nimmt keine Vorschläge an" in text(in_wiesbaden.get(offering(story)))
    response = in_wiesbaden.post(offering(story), {"do": "send", **WORDS})
    assert response.status_code == 409


def test_what_was_never_taken_over_has_no_such_page(story, in_frankfurt_studio):
    address = f"/frankfurt/baukasten/{story.offer.process_id}/vorschlagen/"

    assert in_frankfurt_studio.get(address).status_code == 404


def test_the_same_twice_is_refused_with_the_reason(story, in_wiesbaden):
    story.offer_back("Chipnummer")
    fields = {"nimm": chip(story), **WORDS}
    first = in_wiesbaden.post(offering(story), fields)
    sent = {"do": "send", "seen": first.context["page"].seen, **fields}
    response = in_wiesbaden.post(offering(story), sent)

    assert response.status_code == 409
    assert "liegt dort schon" in text(response)
    assert "Schon unterwegs" in text(response)


def test_to_another_installation_the_signed_file_is_the_way(story, in_wiesbaden):
    north = Installation.objects.create(name="Rathaus Nord", public_key="ab" * 32)
    foreign = ForeignProcess.objects.create(
        id=uuid.uuid4(), installation=north, city_name="Kiel", title="Hund", received_at=NOW
    )
    with for_city(story.wiesbaden):
        Origin.objects.update(foreign=foreign, city_name="Kiel")
        Process.objects.filter(pk=story.clone.pk).update(upstream=None)

    page = text(in_wiesbaden.get(offering(story)))

    assert "„Kiel“ arbeitet in einem anderen Rathaus." in page
    assert "/wiesbaden/baukasten/paket/" in page
    sent = {"do": "send", "nimm": chip(story), **WORDS}
    assert in_wiesbaden.post(offering(story), sent).status_code == 409
