"""Makes the rows that a test needs, with everything it does not care about filled in."""

import copy
import datetime as dt
from collections.abc import Mapping
from typing import Any

from rathaus.applications.models import Draft, Submission
from rathaus.cases.models import Case
from rathaus.cities.models import City, Department
from rathaus.cities.scope import for_city
from rathaus.people.models import Membership, User
from rathaus.processes.drafting import begin
from rathaus.processes.models import Process, Version
from rathaus.processes.publishing import publish
from tests import cast


def make_city(**fields: Any) -> City:
    """Make a city with one department, which takes what no rule claims."""
    slug = fields.get("slug", "frankfurt")
    city = City.objects.create(
        **{
            **cast.FRANKFURT,
            "street": "Rathausplatz 1",
            "postcode": "60311",
            "place": fields.get("name", "Frankfurt am Main"),
            "phone": "069 115",
            "email": f"rathaus@{slug}.example",
            "legal_remedy": "Gegen diesen Bescheid ist der Widerspruch zulässig.",
            **fields,
        }
    )
    make_department(city, key="tax_office", name="Steueramt", is_fallback=True)
    return city


def make_department(city: City, *, key: str, **fields: Any) -> Department:
    with for_city(city):
        return Department.objects.create(city=city, key=key, **{"name": key, **fields})


def department_of(city: City, key: str = "tax_office") -> Department:
    with for_city(city):
        return Department.objects.get(key=key)


def make_user(email: str = "person@example.org", **fields: Any) -> User:
    return User.objects.create_user(email, cast.PASSWORD, **fields)


def make_clerk(department: Department, **fields: Any) -> User:
    """Make a clerk of one department."""
    user = make_user(**{**cast.CLERK, **fields})
    with for_city(department.city):
        Membership.objects.create(
            city_id=department.city_id, user=user, role="clerk", department=department
        )
    return user


def make_definition(**changes: Any) -> dict[str, Any]:
    """Return the dog tax of the cast with some root keys changed."""
    return {**copy.deepcopy(cast.DOG_TAX), **changes}


def one_page(*nodes: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    """Return a definition of one page; node ids are `f_<key>`, or `f_<position>` without a key."""
    named = {f"f_{node.get('key') or place}": dict(node) for place, node in enumerate(nodes)}
    page = {"kind": "page", "title": "Seite", "order": list(named)}
    return make_definition(order=["p_one"], nodes={"p_one": page, **named}, texts={}, **changes)


def make_version(
    city: City,
    *,
    slug: str = "hund-anmelden",
    definition: dict[str, Any] | None = None,
    parameters: Mapping[str, Any] | None = None,
    roles: Mapping[str, str] | None = None,
    at: dt.datetime = cast.NOW,
) -> Version:
    """Publish a definition as a process that the city offers online."""
    definition = definition or make_definition()
    with for_city(city):
        process = Process.objects.create(
            city=city,
            slug=slug,
            title=definition["title"],
            category=definition.get("category", ""),
            roles=dict(roles or {"tax_office": "tax_office"}),
        )
        return publish(process, definition=definition, parameters=parameters or {}, by=None, at=at)


def make_draft(
    version: Version, *, answers: Mapping[str, Any] | None = None, **fields: Any
) -> Draft:
    """Make a draft with answers, none of its pages being done."""
    at = fields.pop("at", cast.NOW)
    draft = Draft(
        city_id=version.city_id,
        version=version,
        started_at=at,
        changed_at=at,
        expires_at=at + dt.timedelta(days=30),
    )
    draft.answers = dict(answers or {})
    for name, value in fields.items():
        setattr(draft, name, value)
    with for_city(version.city):
        draft.save(force_insert=True)
    return draft


def make_submission(
    version: Version, *, answers: Mapping[str, Any] | None = None, **fields: Any
) -> Submission:
    """Make a submission straight in the database, without event, case or receipt."""
    with for_city(version.city):
        count = Submission.objects.count()
        submission = Submission(
            city_id=version.city_id,
            version=version,
            number=f"{version.city.number_prefix}-{26_0000_0000 + count}",
            submitted_at=cast.NOW,
        )
        submission.draft_id = submission.id
        submission.answers = dict(cast.DOG_ANSWERS if answers is None else answers)
        submission.email = cast.CITIZEN_EMAIL
        for name, value in fields.items():
            setattr(submission, name, value)
        submission.save(force_insert=True)
    return submission


def make_case(submission: Submission, **fields: Any) -> Case:
    """Make the case of a submission straight in the database, in the city's first department."""
    with for_city(submission.city):
        version = Version.objects.get(pk=submission.version_id)
        reason = fields.pop("reason", "")
        case = Case(
            **{
                "city_id": submission.city_id,
                "submission": submission,
                "process_id": version.process_id,
                "department": Department.objects.earliest("pk"),
                "reference": submission.number,
                "submitted_at": submission.submitted_at,
                "due_on": dt.date(2026, 12, 7),
                "opened_at": submission.submitted_at,
                **fields,
            }
        )
        case.reason = reason
        case.save(force_insert=True)
    return case


def make_designer(city: City, *, role: str = "designer", **fields: Any) -> User:
    """Make somebody who composes processes of a city."""
    names = {"email": f"{role}@{city.slug}.example", "first_name": "Gesa", "last_name": "Entwurf"}
    user = make_user(**{**names, **fields})
    with for_city(city):
        Membership.objects.create(city=city, user=user, role=role)
    return user


def make_working_copy(city: City, *, definition: dict[str, Any] | None = None) -> Process:
    """Make a process that nobody published yet."""
    with for_city(city):
        return begin(definition or make_definition(), city=city)
