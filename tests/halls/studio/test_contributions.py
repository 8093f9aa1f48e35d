"""Giving back in the studio: deciding, talking, and who sees what."""

import pytest
from django.test import Client

from rathaus.cities.scope import for_city
from rathaus.processes.models import Process
from rathaus.sharing import contributions, giving_back
from rathaus.sharing.contributions import contribution_of_ours
from rathaus.sharing.giving_back import own_changes
from rathaus.sharing.models import Contribution
from tests import cast, factories
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


def test_both_cities_find_it_in_their_lists(story, in_wiesbaden, in_frankfurt_studio):
    made = story.offer_back("Chipnummer")

    assert list(in_frankfurt_studio.get(LIST_FRANKFURT).context["page"]) == [made]
    assert list(in_wiesbaden.get(LIST_WIESBADEN).context["page"]) == []
    assert list(in_wiesbaden.get(f"{LIST_WIESBADEN}?richtung=von-uns").context["page"]) == [made]
    decided = in_frankfurt_studio.get(f"{LIST_FRANKFURT}?stand=entschieden")
    assert list(decided.context["page"]) == []
    for query in ("?stand=alle", "?stand=%00", "?seite=99", "?richtung=x&seite=%00"):
        assert in_frankfurt_studio.get(LIST_FRANKFURT + query).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries_however_long(
    story, in_frankfurt_studio, number, django_assert_num_queries
):
    for count in range(number):
        story.change(story.wiesbaden, relabelled(f_name=f"Name {count}"))
        story.offer_back()
    in_frankfurt_studio.get(LIST_FRANKFURT)

    with django_assert_num_queries(7):
        in_frankfurt_studio.get(LIST_FRANKFURT)


def test_the_list_of_processes_says_how_many_wait(story, in_wiesbaden, in_frankfurt_studio):
    story.offer_back("Chipnummer")

    assert "1 Vorschlag<" in text(in_frankfurt_studio.get("/frankfurt/baukasten/"))
    assert "1 Vorschlag<" not in text(in_wiesbaden.get("/wiesbaden/baukasten/"))


def test_the_versions_lead_to_giving_back_where_it_was_taken_over(
    story, in_wiesbaden, in_frankfurt_studio
):
    own = f"/wiesbaden/baukasten/{story.clone.pk}/versionen/"
    other = f"/frankfurt/baukasten/{story.offer.process_id}/versionen/"

    assert offering(story) in text(in_wiesbaden.get(own))
    assert "vorschlagen/" not in text(in_frankfurt_studio.get(other))


def test_everything_is_preselected_and_accepted(story, in_frankfurt_studio):
    made = story.offer_back("Chipnummer")
    client = in_frankfurt_studio
    response = client.post(there(made), decision(client, made))

    assert (response.status_code, response.url) == (303, there(made))
    assert state_of(made, story.frankfurt) == "accepted"
    with for_city(story.frankfurt):
        assert story.process(story.frankfurt).working == with_chip()
    assert "hat den Vorschlag am" in text(client.get(there(made)))
    versions = client.get(f"/frankfurt/baukasten/{story.offer.process_id}/versionen/")
    assert "Vorschlag aus Wiesbaden angenommen: Chipnummer" in text(versions)


def test_a_part_is_looked_at_and_accepted_and_the_author_reads_what_is_missing(
    story, in_frankfurt_studio, in_wiesbaden
):
    story.change(story.wiesbaden, with_chip(relabelled(f_born="Geboren am")))
    made = story.offer_back()
    client = in_frankfurt_studio
    rows = client.get(there(made)).context["rows"]
    taken = [row.id for row in rows if "Chipnummer" in row.text]
    look = client.post(there(made), decision(client, made, nimm=taken, do="preview"))
    lines = [line.text for group in look.context["result"] for line in group.lines]
    assert any("Chipnummer" in line for line in lines)
    assert not any("Geboren am" in line for line in lines)
    assert [row.id for row in look.context["rows"] if row.is_taken] == taken

    client.post(there(made), decision(client, made, nimm=taken, reason="Danke!"))

    assert state_of(made, story.frankfurt) == "partly"
    page = text(in_wiesbaden.get(here(made)))
    assert "zum Teil angenommen" in page
    assert "Danke!" in page
    assert "Nicht so übernommen:" in page
    assert "Geburtsdatum → Geboren am" in page


def conflicting(story):
    story.change(story.wiesbaden, relabelled(f_name="Wie heißen Sie?"))
    made = story.offer_back()
    story.change(story.frankfurt, relabelled(f_name="Vollständiger Name"))
    return made


def test_what_both_changed_stands_side_by_side_and_has_to_be_decided(story, in_frankfurt_studio):
    made = conflicting(story)
    client = in_frankfurt_studio
    (row,) = client.get(there(made)).context["conflicts"]
    assert "Vollständiger Name" in str(row.mine)
    assert "Wie heißen Sie?" in str(row.theirs)
    assert row.can_be_written

    refused = client.post(there(made), decision(client, made, reason="Bald."))

    assert refused.status_code == 422
    assert "Entscheiden Sie überall" in text(refused)
    assert "Bald." in text(refused)


@pytest.mark.parametrize(
    ("choice", "label", "state"),
    [
        ({"wahl": "theirs"}, "Wie heißen Sie?", "accepted"),
        ({"wahl": "eigene", "text": "Ihr\r\nName"}, "Ihr\nName", "partly"),
    ],
)
def test_a_conflict_is_decided(story, in_frankfurt_studio, choice, label, state):
    made = conflicting(story)
    client = in_frankfurt_studio
    (row,) = client.get(there(made)).context["conflicts"]
    fields = {f"{name}-{row.id}": value for name, value in choice.items()}

    client.post(there(made), decision(client, made, **fields))

    assert state_of(made, story.frankfurt) == state
    with for_city(story.frankfurt):
        assert story.process(story.frankfurt).working["nodes"]["f_name"]["label"] == label


def test_everything_is_accepted_as_the_other_city_offers_it(story, in_frankfurt_studio):
    made = conflicting(story)
    client = in_frankfurt_studio

    response = client.post(there(made), decision(client, made, do="accept-all", nimm=[]))

    assert response.status_code == 303
    assert state_of(made, story.frankfurt) == "accepted"


@pytest.mark.parametrize(
    "fields",
    [
        {"wahl": "eigene", "text": " "},
        {"wahl": "eigene", "text": "\0"},
        {"wahl": "unsinn"},
        {"wahl": "mine"},
    ],
)
def test_nonsense_decides_nothing(story, in_frankfurt_studio, fields):
    made = conflicting(story)
    client = in_frankfurt_studio
    (row,) = client.get(there(made)).context["conflicts"]
    fields = {f"{name}-{row.id}": value for name, value in fields.items()}

    response = client.post(there(made), decision(client, made, **fields))

    assert response.status_code == 422
    assert state_of(made, story.frankfurt) == "open"


def test_what_changed_meanwhile_is_shown_anew_and_choices_stay(story, in_frankfurt_studio):
    story.change(story.wiesbaden, with_chip(relabelled(f_born="Geboren am")))
    made = story.offer_back()
    client = in_frankfurt_studio
    fields = decision(client, made, reason="Danke!")
    rows = client.get(there(made)).context["rows"]
    fields["nimm"] = [row.id for row in rows if "Chipnummer" in row.text]
    story.change(story.frankfurt, relabelled(f_call="Rufname des Hundes"))

    response = client.post(there(made), fields)

    assert response.status_code == 409
    assert "weitergearbeitet" in text(response)
    assert "Danke!" in text(response)
    context = response.context
    assert [row.id for row in context["rows"] if row.is_taken] == fields["nimm"]
    client.post(there(made), fields | {"seen": context["considered"].seen})
    assert state_of(made, story.frankfurt) == "partly"


def test_whoever_decides_second_reads_that_it_is_decided(story, in_frankfurt_studio):
    made = story.offer_back("Chipnummer")
    fields = decision(in_frankfurt_studio, made)
    story.accept(made)

    for sent in (fields, {"do": "decline", "decline-reason": "Nein"}):
        response = in_frankfurt_studio.post(there(made), sent)
        assert response.status_code == 409
        assert "inzwischen entschieden: angenommen" in text(response)


def test_declining_needs_a_reason_that_the_author_reads(story, in_frankfurt_studio, in_wiesbaden):
    made = story.offer_back("Chipnummer")
    refused = in_frankfurt_studio.post(there(made), {"do": "decline", "decline-reason": " "})
    assert refused.status_code == 422
    assert "Schreiben Sie, warum Sie ablehnen." in text(refused)

    fields = {"do": "decline", "decline-reason": "Unsere <b>Satzung</b>."}
    assert in_frankfurt_studio.post(there(made), fields).status_code == 303

    page = text(in_wiesbaden.get(here(made)))
    assert "abgelehnt" in page
    assert "Unsere &lt;b&gt;Satzung&lt;/b&gt;." in page
    assert "Geheim" not in page


def test_a_working_copy_with_faults_says_so_and_can_still_decline(story, in_frankfurt_studio):
    made = story.offer_back("Chipnummer")
    with for_city(story.frankfurt):
        Process.objects.update(working={"title": "Kaputt"})

    response = in_frankfurt_studio.get(there(made))

    assert response.status_code == 200
    assert "enthält Fehler im Aufbau" in text(response)
    accepted = in_frankfurt_studio.post(there(made), {"do": "accept"})
    assert accepted.status_code == 422
    fields = {"do": "decline", "decline-reason": "Später."}
    assert in_frankfurt_studio.post(there(made), fields).status_code == 303


def test_the_author_withdraws(story, in_wiesbaden, in_frankfurt_studio):
    made = story.offer_back("Chipnummer")

    assert in_wiesbaden.post(here(made), {"do": "withdraw"}).status_code == 303

    assert "zurückgezogen" in text(in_frankfurt_studio.get(there(made)))
    assert in_wiesbaden.post(here(made), {"do": "withdraw"}).status_code == 409


def test_both_talk_and_read_only_the_name_of_the_other_city(
    story, in_wiesbaden, in_frankfurt_studio
):
    made = story.offer_back("Chipnummer")
    sent = in_frankfurt_studio.post(there(made), {"do": "remark", "text": "Wozu?"})
    assert (sent.status_code, sent.url) == (303, f"{there(made)}#gespraech")
    in_wiesbaden.post(here(made), {"do": "remark", "text": "Für Funde."})

    theirs, ours = text(in_frankfurt_studio.get(there(made))), text(in_wiesbaden.get(here(made)))

    assert "Wozu?" in ours
    assert "Für Funde." in theirs
    assert "Otto Geheim" in theirs
    assert "Otto Geheim" not in ours
    assert "Gesa Entwurf" in ours
    assert "Gesa Entwurf" not in theirs


@pytest.mark.parametrize("said", ["", "  ", "x" * 2001, "a\0b"])
def test_an_empty_or_endless_message_is_refused(story, in_wiesbaden, said):
    made = story.offer_back("Chipnummer")

    response = in_wiesbaden.post(here(made), {"do": "remark", "text": said})

    assert response.status_code == 422
    with for_city(story.wiesbaden):
        assert contributions.said_about(made) == []


def test_no_city_takes_the_other_ones_steps(story, in_wiesbaden, in_frankfurt_studio):
    made = story.offer_back("Chipnummer")

    for do in ("accept", "accept-all", "preview", "decline", "unsinn", ""):
        response = in_wiesbaden.post(here(made), {"do": do, "decline-reason": "Nein"})
        assert response.status_code == 404
    assert in_frankfurt_studio.post(there(made), {"do": "withdraw"}).status_code == 404
    assert state_of(made, story.frankfurt) == "open"


def test_a_third_city_finds_nothing(story):
    third = factories.make_city(**cast.DARMSTADT)
    made = story.offer_back("Chipnummer")
    client = signed_in(factories.make_designer(third))

    for address in (f"/darmstadt/baukasten/vorschlaege/{made.pk}/", here(made), there(made)):
        for method in (client.get, client.post):
            assert method(address, {"do": "accept"}).status_code == 404
    assert made.title not in text(client.get("/darmstadt/baukasten/vorschlaege/?stand=alle"))


def test_each_city_finds_it_at_its_own_address_only(story, in_wiesbaden, in_frankfurt_studio):
    made = story.offer_back("Chipnummer")

    assert in_wiesbaden.get(there(made)).status_code == 404
    assert in_frankfurt_studio.get(here(made)).status_code == 404
    clone = f"/frankfurt/baukasten/{story.clone.pk}/vorschlagen/"
    assert in_frankfurt_studio.get(clone).status_code == 404


def test_clerks_have_no_business_there(story):
    made = story.offer_back("Chipnummer")
    clerk = signed_in(factories.make_clerk(factories.department_of(story.frankfurt)))

    for address in (LIST_FRANKFURT, there(made), offering(story)):
        assert clerk.get(address).status_code == 404


def test_withdrawing_leaves_the_own_process_alone(story, in_wiesbaden):
    made = story.offer_back("Chipnummer")
    with for_city(story.wiesbaden):
        giving_back.withdraw(made, by=story.gesa, at=NOW)
        assert story.process(story.wiesbaden).working == with_chip(relabelled(f_name=SECRET))
        assert Contribution.objects.get().state == "withdrawn"
