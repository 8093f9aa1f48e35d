"""htmx gets the part of a page that it asked for, everybody else the page."""

import pytest
from django.test import RequestFactory

from rathaus.web.parts import page_or_part

CONTEXT = {"text": "Hund"}


@pytest.mark.parametrize(
    ("headers", "is_page"),
    [
        ({}, True),
        ({"HX-Request": "true"}, False),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, True),
    ],
)
def test_only_htmx_gets_the_part_alone(in_frankfurt, headers, is_page):
    request = RequestFactory().get("/suche/", headers=headers)
    request.city = in_frankfurt

    answer = page_or_part(request, "portal/search.html", CONTEXT, part="pieces/search.html")

    assert answer.headers["Vary"] == "HX-Request"
    assert (b"<html" in answer.content) == is_page
    assert b'value="Hund"' in answer.content
