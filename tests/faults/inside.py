"""What a fault test lets happen inside a town hall's own surroundings: `inside.run(hall, …)`."""

import json
from typing import Any
from uuid import UUID

from django.utils import timezone

from rathaus.applications import access
from rathaus.applications.models import Submission
from rathaus.cases.deciding import decide
from rathaus.cases.models import Case
from rathaus.cases.taking import take
from rathaus.cities.models import City
from rathaus.cities.scope import for_city
from rathaus.notices.models import Notice
from rathaus.people.models import User
from rathaus.processes.models import Version
from tests import cast, factories
from tests.town_hall import TownHall

SLUG = "stoerfall"
EMAIL = "kim@muster.example"


def run(hall: TownHall, function: str, **arguments: str) -> Any:
    """Call a function of this file there, and return what it returns."""
    call = f"{function}(**{arguments!r})"
    script = f"import json; from tests.faults import inside; print(json.dumps(inside.{call}))"
    return json.loads(hall.manage("shell", "--no-imports", "-c", script).splitlines()[-1])


def filled_in_draft() -> dict[str, str]:
    """Make an application that only has to be sent, and the link that opens it."""
    city = City.objects.get(slug="frankfurt")
    with for_city(city):
        version = Version.objects.filter(process__slug=SLUG).first()
        version = version or factories.make_version(
            city, slug=SLUG, roles={"tax_office": "steuern"}
        )
        draft = factories.make_draft(
            version,
            at=timezone.now(),
            answers=cast.DOG_ANSWERS,
            pages_done=["p_owner", "p_dogs"],
            email=EMAIL,
            email_confirmed=True,
        )
        return {"id": str(draft.pk), "token": access.resume_token(draft)}


def grant(draft_id: str) -> None:
    """Take and decide the case, as a clerk of its department."""
    city = City.objects.get(slug="frankfurt")
    clerk = User.objects.get(email="steuer@frankfurt.example")
    with for_city(city):
        case = Case.objects.get(submission__draft_id=UUID(draft_id))
        case = take(case, by=clerk, at=timezone.now(), revision=case.revision)
        decide(
            case,
            state="granted",
            reason="",
            by=clerk,
            at=timezone.now(),
            revision=case.revision,
        )


def what_there_is(draft_id: str) -> dict[str, int]:
    """Count what became of an application."""
    with for_city(City.objects.get(slug="frankfurt")):
        sent = Submission.objects.filter(draft_id=UUID(draft_id))
        notices = Notice.objects.filter(submission__in=sent)
        receipts = notices.filter(kind=Notice.Kind.RECEIPT)
        return {
            "submissions": sent.count(),
            "cases": Case.objects.filter(submission__in=sent).count(),
            "receipts": receipts.count(),
            "notices": notices.exclude(pk__in=receipts).count(),
        }
