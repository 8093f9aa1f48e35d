"""Language and theme are chosen once and kept in cookies."""

import pytest


def test_choosing_a_language_leads_back_to_the_same_page(client, frankfurt):
    answer = client.post(
        "/frankfurt/sprache/", {"language": "en", "next": "/frankfurt/suche/?q=hund"}
    )

    assert (answer.status_code, answer.headers["Location"]) == (303, "/frankfurt/suche/?q=hund")
    assert client.get("/frankfurt/").content.decode().count('<html lang="en"') == 1


def test_nobody_is_sent_to_another_host(client, frankfurt):
    answer = client.post(
        "/frankfurt/sprache/", {"language": "en", "next": "https://elsewhere.example/"}
    )

    assert answer.headers["Location"] == "/frankfurt/"


def test_a_language_that_the_house_does_not_speak_changes_nothing(client, frankfurt):
    client.post("/frankfurt/sprache/", {"language": "tlh", "next": "/frankfurt/"})

    assert '<html lang="de"' in client.get("/frankfurt/").content.decode()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_theme_is_kept(client, frankfurt, theme):
    client.post("/frankfurt/darstellung/", {"theme": theme, "next": "/frankfurt/"})

    assert f'data-kern-theme="{theme}"' in client.get("/frankfurt/").content.decode()


def test_the_device_decides_again_when_one_wishes(client, frankfurt):
    client.post("/frankfurt/darstellung/", {"theme": "dark", "next": "/frankfurt/"})
    client.post("/frankfurt/darstellung/", {"theme": "", "next": "/frankfurt/"})

    assert "data-kern-theme" not in client.get("/frankfurt/").content.decode()


@pytest.mark.parametrize("address", ["/frankfurt/sprache/", "/frankfurt/darstellung/"])
def test_a_choice_is_only_ever_posted(client, frankfurt, address):
    assert client.get(address).status_code == 405
