"""Every page can be seen, reached and used by everyone, and asks nobody but us for anything."""

import os
from pathlib import Path

import pytest
from django.urls import resolve

from tests.browser.measuring import (
    SPACIOUS,
    TWICE_AS_LARGE,
    axe,
    measured,
    show,
    tabbed_through,
    with_style,
)
from tests.browser.stops import STOPS
from tests.browser.watching import POLICY
from tests.house.every_address import SWEEP

PHONE = {"width": 360, "height": 740}
# 1280 pixels at 400 %.
NARROW = {"width": 320, "height": 640}


# Files, answers to what is posted, and addresses that only lead on.
NO_PAGE = {
    *("web:start", "web:health", "web:language", "web:theme", "web:colours"),
    *("portal:start", "portal:draft", "portal:upload", "portal:receipt", "portal:notice"),
    *("portal:close-draft", "portal:mine-close", "portal:confirm-email"),
    *("desk:home", "desk:case-take", "desk:case-put-back", "desk:case-next"),
    *("desk:upload", "desk:notice"),
    *("studio:discard", "studio:download-working", "studio:download"),
    *("studio:switch-off", "studio:go-back", "studio:publishing-rule"),
    *("studio:begin", "studio:command", "studio:properties", "studio:undo", "studio:redo"),
    *("studio:presence", "studio:rule-add", "studio:checks-count"),
    # The preview leads on to a page of the walk.
    *("studio:try-start", "studio:preview", "studio:example-change", "studio:examples-propose"),
    *("studio:language-add", "studio:language-remove", "studio:texts-csv", "studio:texts-xliff"),
    *("studio:proposal-discard", "studio:item-move", "studio:item-remove"),
    *("studio:letter-pdf", "studio:letter-text"),
    *("studio:examples-download", "studio:examples-upload"),
    *("catalogue:description", "catalogue:key", "catalogue:parcel", "operating:installation-look"),
    *("operating:invite-again", "operating:offer-recommend", "operating:offer-put-back"),
    "operating:reopen-city",
    *("studio:feedback-delete", "studio:update-settings"),
    *("account_set_password", "mfa_download_recovery_codes"),
}


def test_every_address_that_shows_a_page_is_looked_at():
    looked_at = {stop.url_name for stop in STOPS if stop.url_name}

    assert looked_at | NO_PAGE == set(SWEEP)
    assert looked_at & NO_PAGE == set()


def test_the_page_is_quiet_and_asks_no_other_host(shown):
    watch = shown.watch

    assert watch.strangers == []
    assert watch.violations == []
    assert watch.console == []
    assert watch.failures == []


def test_the_page_is_the_one_that_was_meant(shown):
    path = shown.page.url.removeprefix(shown.page.evaluate("() => location.origin"))
    inside = path.partition("?")[0].partition("#")[0]
    for city in ("frankfurt", "wiesbaden", "darmstadt"):
        inside = inside.removeprefix(f"/{city}")

    assert shown.status == shown.stop.status
    if shown.stop.url_name:
        assert resolve(inside).view_name == shown.stop.url_name


def test_every_answer_has_the_whole_policy(shown):
    policies = shown.watch.policies

    assert policies == dict.fromkeys(policies, POLICY)


def test_the_page_says_its_language_and_what_it_is_about(shown):
    page = shown.page

    assert page.locator("html").get_attribute("lang") == "de"
    assert page.locator("h1").count() == 1
    assert page.title().strip("– ") != ""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(shown, theme):
    show(shown.page, color_scheme=theme)

    assert axe(shown.page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_focus_is_seen_wherever_it_goes(shown, theme):
    size = PHONE if theme == "dark" else {}
    # Without gliding: where the focus is has to be in view at once.
    show(shown.page, color_scheme=theme, reduced_motion="reduce", **size)

    assert tabbed_through(shown.page) == []


def test_nothing_has_to_be_scrolled_sideways(shown):
    show(shown.page, **NARROW)

    assert measured(shown.page, "layout") == []
    assert with_style(shown.page, SPACIOUS) == []


def test_text_twice_as_large_fits(shown):
    show(shown.page)
    assert with_style(shown.page, TWICE_AS_LARGE) == []

    show(shown.page, **PHONE)
    assert with_style(shown.page, TWICE_AS_LARGE) == []


def test_buttons_and_inputs_are_told_apart_in_forced_colours(shown):
    for theme in ("light", "dark"):
        show(shown.page, forced_colors="active", color_scheme=theme)

        assert measured(shown.page, "forced") == []


def test_nothing_moves_for_who_asked_for_less_motion(shown):
    show(shown.page, reduced_motion="reduce")

    assert measured(shown.page, "motion") == []


def test_everything_to_press_is_large_enough(shown):
    for size in (PHONE, {}):
        show(shown.page, **size)

        assert measured(shown.page, "targets") == []


@pytest.mark.skipif(not os.environ.get("RATHAUS_PICTURES"), reason="RATHAUS_PICTURES is not set")
def test_pictures_are_kept_where_somebody_asks_for_them(shown):
    folder = Path(os.environ["RATHAUS_PICTURES"]) / "pages"
    folder.mkdir(parents=True, exist_ok=True)
    for theme in ("light", "dark"):
        for width, height in ((360, 740), (1280, 900)):
            show(shown.page, color_scheme=theme, width=width, height=height)
            shown.page.screenshot(path=folder / f"{shown.stop}-{width}-{theme}.png", full_page=True)
