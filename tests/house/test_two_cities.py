"""
Every address of the project, visited by who has no business there.

A foreigner is a clerk of another city, a clerk of another department, a designer of another city or
nobody at all, with the ids of a real case, draft, file and document of Frankfurt. The answer is 404
that says no more than for an id that never was, or the way to the login. A new address is swept as
soon as tests/house/every_address.py says who may open it; until then test_every_address.py fails.
"""

import datetime as dt
import re
import uuid
from dataclasses import dataclass, field

import pytest
from django.test import Client
from django.urls import get_script_prefix, reverse, set_script_prefix
from django.utils import timezone

from rathaus.applications import access
from rathaus.cases import deciding, taking
from rathaus.cities.models import City
from rathaus.cities.scope import for_city
from rathaus.notices.issuing import issue_decision
from rathaus.people.models import Membership
from rathaus.processes.models import Example, Proposal
from rathaus.sharing.models import Contribution, Document, Offer
from tests import cast, factories
from tests.halls.desk.conftest import attach
from tests.house.every_address import (
    ACCOUNT,
    BY_LINK,
    DESK,
    HELD,
    OFFERED,
    OPERATING,
    PUBLIC,
    STUDIO,
    SWEEP,
    WAY_TO_DESK,
)

REASON = "Grund-nur-für-Frankfurt"
FILE_NAME = "Nachweis-nur-für-Frankfurt.pdf"


@dataclass
class Stage:
    """Frankfurt with something of everything, and Wiesbaden with the same service's name."""

    frankfurt: City
    wiesbaden: City
    ids: dict
    secrets: list = field(default_factory=list)
    people: dict = field(default_factory=dict)

    def address(self, name, *, city, ids=None):
        return address(name, city=city, ids=ids or self.ids)

    def browser(self, who):
        client = Client()
        if who == "cookie":
            value = access._cookies.sign(str(self.ids["draft_id"]))
            client.cookies[access.COOKIE] = value
        elif who != "nobody":
            client.force_login(self.people[who])
        return client


def address(name, *, city, ids):
    before = get_script_prefix()
    set_script_prefix(f"/{city.slug}/")
    try:
        return reverse(name, kwargs={key: ids[key] for key in SWEEP[name]})
    finally:
        set_script_prefix(before)


@pytest.fixture
def stage(frankfurt, wiesbaden):
    factories.make_version(wiesbaden, slug="nur-in-wiesbaden")
    version = factories.make_version(frankfurt)
    draft = factories.make_draft(
        version, answers=cast.DOG_ANSWERS, expires_at=timezone.now() + dt.timedelta(days=9)
    )
    submission = factories.make_submission(version)
    upload = attach(submission, name=FILE_NAME)
    case = factories.make_case(submission)
    clerk = factories.make_clerk(case.department)
    with for_city(frankfurt):
        case = taking.take(case, by=clerk, at=cast.NOW, revision=0)
        deciding.decide(case, state="refused", reason=REASON, by=clerk, at=cast.NOW, revision=1)
        notice = issue_decision(case.pk, at=cast.NOW)
        example = Example.objects.create(
            pk=777_777_777, city=frankfurt, process=version.process, name="Kim Muster", at=cast.NOW
        )
        proposal = Proposal.objects.create(
            city=frankfurt, name="Kim Muster", definition=version.definition, at=cast.NOW
        )
        # What is not open is nobody else's business.
        closed = Offer.objects.create(
            pk=777_777_778,
            city=frankfurt,
            process=version.process,
            is_open=False,
            words="Kim Muster",
            offered_at=cast.NOW,
        )
        document = Document.objects.create(digest=version.digest, body=version.definition)
        contribution = Contribution.objects.create(
            city=frankfurt,
            process=version.process,
            upstream=version.process,
            document=document,
            base=document,
            title="Kim Muster",
            at=cast.NOW,
        )
        resume = access.resume_token(draft)
        citizen = access.citizen_token(submission)
    ids = {
        "case_id": case.pk,
        "draft_id": draft.pk,
        "page_id": "p_owner",
        "upload_id": upload.pk,
        "notice_id": notice.pk,
        "process_id": version.process_id,
        "offered": version.process_id,
        "installation_id": 777_777_777,
        "invitation_id": cast.DRAFT_ID,
        "number": version.number,
        "room": "gebuehren",
        "item": "dog",
        "node_id": "f_name",
        "name": "none",
        "example_id": example.pk,
        "proposal_id": proposal.pk,
        "contribution_id": contribution.pk,
        "offer_id": closed.pk,
        "feedback_id": 777_777_777,
        "slug": version.process.slug,
        "code": "taxes",
        "token": citizen,
        "resume": resume,
        "uidb36": "1",
        "key": "none-such",
    }
    secrets = [case.reference, REASON, FILE_NAME, "Kim Muster", "Bello", cast.CITIZEN_EMAIL]
    people = strangers(frankfurt, wiesbaden) | {"clerk": clerk}
    return Stage(frankfurt, wiesbaden, ids, secrets, people)


def strangers(frankfurt, wiesbaden):
    parks = factories.make_department(frankfurt, key="parks")
    designer = factories.make_user("design@wiesbaden.example")
    with for_city(wiesbaden):
        Membership.objects.create(city=wiesbaden, user=designer, role="designer")
    return {
        "wiesbaden clerk": factories.make_clerk(
            factories.department_of(wiesbaden), email="clerk@wiesbaden.example"
        ),
        "wiesbaden designer": designer,
        "parks clerk": factories.make_clerk(parks, email="parks@frankfurt.example"),
        "no member": factories.make_user("alone@example.org"),
    }


def never_was(ids):
    """Return ids of the same shape of things that do not exist."""
    # Pages and questions have the same names in every city.
    told = {"page_id", "node_id"}
    made_up = {key: uuid.uuid4() for key in ids if key.endswith("_id") and key not in told}
    numbers = dict.fromkeys(("example_id", "offer_id", "feedback_id"), 999_999_999)
    return ids | made_up | numbers | {"slug": "gibt-es-nicht"}


def said(response, ids):
    """Return an answer without its tokens and without the ids that were asked for."""
    text = re.sub(r'csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    for value in ids.values():
        if len(str(value)) > 6:
            text = text.replace(str(value), "…")
    return response.status_code, text


def assert_nothing_is_said(stage, name, *, city, who, methods=("get", "post")):
    """The answer is 404, and the same as for what never was; no word of the case stands in it."""
    client, other = stage.browser(who), never_was(stage.ids)
    for method in methods:
        here = getattr(client, method)(stage.address(name, city=city))
        nowhere = getattr(client, method)(stage.address(name, city=city, ids=other))

        assert here.status_code in {404, 405, 410}, (who, method, here.status_code)
        assert said(here, stage.ids) == said(nowhere, other), (who, method)
        assert not [secret for secret in stage.secrets if secret in here.content.decode()]


@pytest.mark.parametrize("name", [*DESK, *STUDIO])
def test_staff_pages_ask_nobodies_to_log_in(stage, name):
    client = stage.browser("nobody")
    for method in (client.get, client.post):
        response = method(stage.address(name, city=stage.frankfurt))

        if response.status_code != 405:
            assert response.status_code == 302
            assert response.url.startswith("/frankfurt/konto/login/?next=/frankfurt/")
        assert not [secret for secret in stage.secrets if secret in response.content.decode()]


@pytest.mark.parametrize("name", [*DESK, *STUDIO])
def test_staff_of_another_city_find_nothing_in_this_one(stage, name):
    for who in ("wiesbaden clerk", "wiesbaden designer", "no member"):
        assert_nothing_is_said(stage, name, city=stage.frankfurt, who=who)


@pytest.mark.parametrize("name", [name for name, needs in DESK.items() if needs])
def test_a_case_is_not_found_from_a_desk_of_another_city(stage, name):
    city = stage.wiesbaden
    assert_nothing_is_said(stage, name, city=city, who="wiesbaden clerk")


@pytest.mark.parametrize("name", [name for name, needs in STUDIO.items() if needs])
def test_a_process_is_not_found_from_a_studio_of_another_city(stage, name):
    city = stage.wiesbaden
    assert_nothing_is_said(stage, name, city=city, who="wiesbaden designer")


@pytest.mark.parametrize("name", [name for name, needs in DESK.items() if needs])
def test_a_case_is_not_found_from_another_department(stage, name):
    assert_nothing_is_said(stage, name, city=stage.frankfurt, who="parks clerk")


def test_another_departments_inbox_is_empty(stage):
    for who, city in (("parks clerk", stage.frankfurt), ("wiesbaden clerk", stage.wiesbaden)):
        for query in ("", "?status=refused", f"?nummer={stage.secrets[0]}"):
            inbox = stage.address("desk:inbox", city=city) + query
            response = stage.browser(who).get(inbox)
            assert response.context["rows"] == []


@pytest.mark.parametrize("name", STUDIO)
def test_a_clerk_has_no_business_in_the_studio(stage, name):
    assert_nothing_is_said(stage, name, city=stage.frankfurt, who="parks clerk", methods=["get"])


@pytest.mark.parametrize("name", HELD)
def test_a_citizens_pages_open_to_no_other_browser(stage, name):
    for who in ("nobody", "wiesbaden clerk", "parks clerk", "clerk"):
        assert_nothing_is_said(stage, name, city=stage.frankfurt, who=who)


@pytest.mark.parametrize("name", HELD)
def test_a_draft_is_not_in_another_city_even_for_who_holds_it(stage, name):
    client = stage.browser("cookie")
    for method in (client.get, client.post):
        response = method(stage.address(name, city=stage.wiesbaden))

        assert response.status_code in {404, 405, 410}
        assert not [secret for secret in stage.secrets if secret in response.content.decode()]


def test_what_a_link_opened_is_shown_in_its_own_city_only(stage):
    client = stage.browser("nobody")
    client.get(stage.address("portal:mine-open", city=stage.frankfurt))

    for name in ("portal:mine", "portal:notice"):
        here = client.get(stage.address(name, city=stage.frankfurt))
        there = client.get(stage.address(name, city=stage.wiesbaden))
        assert here.status_code == 200
        assert there.status_code == (200 if name == "portal:mine" else 404)
        assert not [secret for secret in stage.secrets if secret in there.content.decode()]


def test_a_files_id_opens_nothing_together_with_another_id(stage):
    """Who holds one case or one draft gets no file of another by naming both."""
    version = factories.make_version(stage.frankfurt, slug="andere-leistung")
    own_draft = factories.make_draft(version, expires_at=timezone.now() + dt.timedelta(days=9))
    with for_city(stage.frankfurt):
        parks = Membership.objects.get(user=stage.people["parks clerk"]).department
    own_case = factories.make_case(factories.make_submission(version), department=parks)
    ids = stage.ids | {"draft_id": own_draft.pk, "case_id": own_case.pk}
    citizen = Client()
    citizen.cookies[access.COOKIE] = access._cookies.sign(str(own_draft.pk))
    clerk = stage.browser("parks clerk")

    for client, name in (
        (citizen, "portal:upload"),
        (clerk, "desk:upload"),
        (clerk, "desk:notice"),
    ):
        answer = client.get(stage.address(name, city=stage.frankfurt, ids=ids))
        assert answer.status_code == 404
        assert not [secret for secret in stage.secrets if secret in answer.content.decode()]
    assert clerk.get(stage.address("desk:case", city=stage.frankfurt, ids=ids)).status_code == 200


@pytest.mark.parametrize("name", BY_LINK)
def test_a_link_opens_nothing_in_another_city(stage, name):
    token = stage.ids["resume" if name == "portal:resume" else "token"]
    ids = stage.ids | {"token": token}
    here = stage.browser("nobody").get(stage.address(name, city=stage.frankfurt, ids=ids))
    there = stage.browser("nobody").get(stage.address(name, city=stage.wiesbaden, ids=ids))

    assert here.status_code == 302
    assert there.status_code in {404, 410}
    assert not [secret for secret in stage.secrets if secret in there.content.decode()]


@pytest.mark.parametrize("name", OFFERED)
def test_a_service_is_not_offered_by_another_city(stage, name):
    client = stage.browser("nobody")
    method = client.post if name == "portal:start" else client.get
    here = method(stage.address(name, city=stage.frankfurt))
    there = method(stage.address(name, city=stage.wiesbaden))

    assert here.status_code in {200, 302}
    assert there.status_code == 404


@pytest.mark.parametrize("who", ["nobody", "wiesbaden clerk", "parks clerk"])
@pytest.mark.parametrize("name", PUBLIC)
def test_public_pages_tell_nothing_of_anybody(stage, name, who):
    for city in (stage.frankfurt, stage.wiesbaden):
        response = stage.browser(who).get(stage.address(name, city=city))
        body = b"".join(response) if response.streaming else response.content

        assert response.status_code < 500
        assert not [secret for secret in stage.secrets if secret in body.decode()]


@pytest.mark.parametrize("name", WAY_TO_DESK)
def test_the_way_to_the_desk_leads_only_to_ones_own(stage, name):
    nobody = stage.browser("nobody").get(stage.address(name, city=stage.frankfurt))
    stranger = stage.browser("wiesbaden clerk").get(stage.address(name, city=stage.frankfurt))

    assert nobody.url.startswith("/frankfurt/konto/login/")
    if name == "desk:home":
        assert stranger.status_code == 404
    else:
        assert stranger.url == "/wiesbaden/schreibtisch/"


@pytest.mark.parametrize("name", ACCOUNT)
def test_an_account_is_ones_own_everywhere(stage, name):
    """These pages know no id but who is signed in; without it they lead to the login."""
    for who in ("nobody", "wiesbaden clerk"):
        response = stage.browser(who).get(stage.address(name, city=stage.frankfurt))

        assert response.status_code in {200, 302, 404}
        assert not [secret for secret in stage.secrets if secret in response.content.decode()]
        assert stage.people["clerk"].email not in response.content.decode()


@pytest.mark.parametrize("name", OPERATING)
def test_the_operating_units_pages_open_to_nobody_in_a_city(stage, name):
    outside = reverse(name, kwargs={key: stage.ids[key] for key in SWEEP[name]})
    for who in ("wiesbaden clerk", "wiesbaden designer", "clerk", "no member"):
        for method in ("get", "post"):
            ask = getattr(stage.browser(who), method)
            assert ask(outside).status_code in {404, 405}
            assert ask(stage.address(name, city=stage.frankfurt)).status_code in {404, 405}
    answer = stage.browser("nobody").get(outside)
    assert answer.status_code == 405 or answer.url.startswith("/konto/login/?next=/betrieb/")


def test_without_a_city_no_staff_page_exists(stage):
    for name in [*DESK, *STUDIO]:
        path = reverse(name, kwargs={key: stage.ids[key] for key in SWEEP[name]})
        for who in ("nobody", "clerk"):
            assert stage.browser(who).get(path).status_code in {404, 405}


def test_what_was_sent_into_the_wrong_city_changed_nothing(stage):
    client = stage.browser("wiesbaden clerk")
    for name in DESK:
        fields = {"state": "granted", "step": "decide", "revision": 2}
        client.post(stage.address(name, city=stage.wiesbaden), fields)
        client.post(stage.address(name, city=stage.frankfurt), fields)

    own = stage.browser("clerk").get(stage.address("desk:case", city=stage.frankfurt))
    assert own.status_code == 200
    assert own.context["case"].state == "refused"
    assert own.context["case"].revision == 2
