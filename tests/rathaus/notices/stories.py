"""Applications and decisions that the letters of these tests are about."""

import datetime as dt
from typing import Any

from rathaus.applications.models import Submission
from rathaus.cases.models import Case
from rathaus.cities.models import City
from tests import cast, factories

PERSON = {"given_name": "Zoë", "family_name": "Šimić-Nguyễn"}
ADDRESS = {
    "street": "Große Straße",
    "house_number": "12 a",
    "postcode": "60313",
    "place": "Frankfurt am Main",
}
FIELDS = (
    {"kind": "person", "key": "owner", "label": "Halterin", "parts": []},
    {"kind": "address", "key": "home", "label": "Anschrift", "required": True},
    {"kind": "longtext", "key": "story", "label": "Was ist passiert?"},
)
FEES = [
    {"id": "first", "label": "Erster Hund", "amount": {"parameter": "fee"}},
    {"id": "copy", "label": "Zweitschrift", "amount": "1234.50"},
]
PARAMETERS = {
    "fee": {"label": "Steuer", "schema": {"type": "string", "format": "money"}, "default": "102.00"}
}
NOTICES = [
    {
        "key": "approval",
        "on": "granted",
        "title": "Bescheid über die Hundesteuer",
        "body": "Guten Bescheid für {{ answers.owner.family_name }}.\n\n"
        "Die Steuer beträgt {{ parameter.fee }}, alles zusammen {{ fees.total }}.",
        "legal_remedy": True,
    }
]


def definition(**changes: Any) -> dict[str, Any]:
    """Return a one-page process with a person, an address and a story."""
    whole = {"fees": FEES, "parameters": PARAMETERS, "notices": NOTICES, **changes}
    return factories.one_page(*FIELDS, **whole)


def submission(city: City, *, answers: dict[str, Any] | None = None, **changes: Any) -> Submission:
    """Return an application for it."""
    language = changes.pop("language", "de")
    version = factories.make_version(city, definition=definition(**changes))
    whole = {"owner": PERSON, "home": ADDRESS, **(answers or {})}
    return factories.make_submission(version, answers=whole, language=language)


def decided(city: City, *, state: str = "granted", reason: str = "", **changes: Any) -> Case:
    """Return an application that a clerk decided."""
    sent = submission(city, **changes)
    clerk = factories.make_clerk(factories.department_of(city))
    return factories.make_case(
        sent,
        state=state,
        reason=reason,
        decided_by=clerk,
        decided_at=cast.NOW + dt.timedelta(days=3),
    )
