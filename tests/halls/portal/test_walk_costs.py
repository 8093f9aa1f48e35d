"""What a step costs in statements: two, and the transaction around them."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rathaus.applications.submitting import submit
from tests import cast, factories
from tests.plain_browser import Visitor


def verbs(run: Callable[[], object]) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as context:
        run()
    words = [query["sql"].split()[:3] for query in context.captured_queries]
    return [
        " ".join(each[:1]) for each in words if each[0] in {"SELECT", "INSERT", "UPDATE", "DELETE"}
    ]


@pytest.fixture
def kim(in_frankfurt):
    factories.make_version(in_frankfurt)
    visitor = Visitor()
    visitor.start()
    visitor.press("Weiter", f_name="Kim", f_email=cast.CITIZEN_EMAIL)
    return visitor


def content(kim, **typed):
    return {**kim.page.values, "f_call-0": "B", "f_mixed-0": "false", "f_reduced": "false", **typed}


def test_weiter_costs_two_statements(kim):
    sent = content(kim)
    assert verbs(lambda: kim.client.post(kim.page.address, sent)) == ["SELECT", "UPDATE"]


def test_a_mistake_costs_two_statements(kim):
    sent = content(kim, **{"f_call-0": ""})
    assert verbs(lambda: kim.client.post(kim.page.address, sent)) == ["SELECT", "UPDATE"]


def test_showing_a_page_costs_one_statement(kim):
    assert verbs(lambda: kim.client.get(kim.page.address)) == ["SELECT"]


def test_checking_costs_one_statement_more_where_files_are_asked_for(kim):
    kim.client.post(kim.page.address, content(kim))
    review = kim.page.address.replace("p_dogs", "pruefen")

    assert verbs(lambda: kim.client.get(review)) == ["SELECT", "SELECT"]


def test_submitting_costs_five_statements(in_frankfurt):
    name = {"kind": "text", "key": "name", "label": "Name", "required": True}
    version = factories.make_version(in_frankfurt, definition=factories.one_page(name))
    first, second = (factories.make_draft(version, answers={"name": "Kim"}) for _ in range(2))
    submit(first.pk, at=cast.NOW)

    # Draft, submission, draft; event and deliveries.
    expected = ["SELECT", "INSERT", "DELETE", "INSERT", "INSERT"]
    assert verbs(lambda: submit(second.pk, at=cast.NOW)) == expected
