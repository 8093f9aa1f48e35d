"""What every browser is told about safety, and what an installation over https switches on."""

import json
import os
import subprocess
import sys
import uuid

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from rathaus.applications import access
from rathaus.cases.models import HistoryRow
from rathaus.cities.scope import for_city
from tests import cast, factories
from tests.halls.desk.conftest import attach
from tests.house.every_address import SWEEP
from tests.plain_browser import Visitor

SAID_BY_SETTINGS = """
import json
from rathaus import settings
print(json.dumps({name: getattr(settings, name) for name in dir(settings)
    if name.startswith(("SECURE_HSTS", "SESSION_COOKIE", "CSRF_COOKIE"))}))
"""


def settings_with(**environment):
    own = {"ENV_FILE": os.devnull, "SECRET_KEY": "x" * 50, "DATA_KEY": "00" * 32}
    return subprocess.run(
        [sys.executable, "-c", SAID_BY_SETTINGS],
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(settings.DATA_DIR), **own, **environment},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def test_over_https_cookies_and_browsers_stay_there():
    said = json.loads(settings_with(BASE_URL="https://rathaus.example").stdout)

    assert said["SESSION_COOKIE_SECURE"] is said["CSRF_COOKIE_SECURE"] is True
    assert said["SESSION_COOKIE_HTTPONLY"] is True
    assert said["SECURE_HSTS_SECONDS"] == 365 * 24 * 3600
    assert json.loads(settings_with().stdout)["SECURE_HSTS_SECONDS"] == 0


@pytest.mark.parametrize("key", ["secret", "00" * 31, "0" * 63 + "g"])
def test_a_key_that_is_none_is_refused(key):
    refused = settings_with(DATA_KEY=key)

    assert refused.returncode != 0
    assert "DATA_KEY must be 64 hex digits" in refused.stderr


@pytest.mark.parametrize("path", ["/", "/frankfurt/", "/frankfurt/konto/login/", "/nirgends/"])
def test_every_page_forbids_what_it_never_needs(client, frankfurt, path):
    headers = client.get(path).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "private" in headers["Cache-Control"]


def test_pages_with_personal_data_are_kept_by_no_browser(frankfurt):
    version = factories.make_version(frankfurt)
    kim = Visitor()
    kim.start()
    draft = kim.page.address.rsplit("/", 2)[0]
    case = factories.make_case(factories.make_submission(version))
    upload = attach(case.submission)
    clerk = Client()
    clerk.force_login(factories.make_clerk(case.department))
    desk = f"/frankfurt/schreibtisch/vorgaenge/{case.pk}/"
    token = access.citizen_token(case.submission)

    pages = [
        *(kim.client.get(f"{draft}/{end}") for end in ("p_owner/", "", "speichern/", "loeschen/")),
        kim.client.get(f"/frankfurt/weiter/{token}/"),
        kim.client.get(f"/frankfurt/meine-antraege/{token}/"),
        kim.client.get("/frankfurt/meine-antraege/"),
        *(clerk.get(f"{desk}{end}") for end in ("", "entscheiden/", f"anlagen/{upload.pk}/")),
        clerk.get("/frankfurt/schreibtisch/vorgaenge/"),
        clerk.get("/frankfurt/konto/passwort/"),
        clerk.get("/frankfurt/konto/2fa/"),
    ]

    for page in pages:
        assert page.status_code in {200, 302, 410}, page.request["PATH_INFO"]
        assert "no-store" in page.headers["Cache-Control"], page.request["PATH_INFO"]


def test_a_look_at_a_prepared_notice_is_a_look_at_the_case(frankfurt):
    case = factories.make_case(factories.make_submission(factories.make_version(frankfurt)))
    person = factories.make_clerk(case.department)
    clerk = Client()
    clerk.force_login(person)

    typed = {"state": "refused", "reason": "Nein.", "revision": 0}
    page = clerk.post(f"/frankfurt/schreibtisch/vorgaenge/{case.pk}/entscheiden/", typed)

    assert page.status_code == 200
    with for_city(frankfurt):
        looks = HistoryRow.objects.filter(case=case, kind=HistoryRow.Kind.VIEWED)
        assert [look.by for look in looks] == [person]


def test_a_session_that_was_planted_sees_nothing_of_what_a_link_opens(frankfurt):
    submission = factories.make_submission(factories.make_version(frankfurt))
    planted = Client()
    planted.session.save()
    session = planted.session
    session["x"] = 1
    session.save()
    planted.cookies["sessionid"] = session.session_key
    victim = Client()
    victim.cookies["sessionid"] = session.session_key

    victim.get(f"/frankfurt/meine-antraege/{access.citizen_token(submission)}/")

    assert submission.number in victim.get("/frankfurt/meine-antraege/").content.decode()
    assert submission.number not in planted.get("/frankfurt/meine-antraege/").content.decode()


def test_a_citizens_own_file_is_shown_without_any_rights(in_frankfurt):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from rathaus.applications import uploading

    draft = factories.make_draft(
        factories.make_version(in_frankfurt), expires_at=cast.NOW.replace(year=2999)
    )
    upload = uploading.take_in(
        draft,
        node_id="f_proof",
        node={"kind": "file"},
        file=SimpleUploadedFile("a.svg", b"<?xml version='1.0'?><svg onload='x()'/>"),
        at=cast.NOW,
    )
    client = Client()
    client.cookies[access.COOKIE] = access._cookies.sign(str(draft.pk))

    answer = client.get(f"/frankfurt/antrag/{draft.pk}/dateien/{upload.pk}/")

    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="a.svg"'
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "where", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_led_out_of_the_house(frankfurt, where):
    clerk = factories.make_clerk(factories.department_of(frankfurt))
    typed = {"login": clerk.email, "password": cast.PASSWORD, "next": where}

    arrivals = [
        Client().post("/frankfurt/konto/login/", typed),
        Client().post(f"/frankfurt/konto/login/?next={where}", typed),
        Client().post("/frankfurt/sprache/", {"language": "en", "next": where}),
        Client().post("/frankfurt/darstellung/", {"theme": "dark", "next": where}),
    ]

    assert [answer.status_code for answer in arrivals] == [302, 302, 303, 303]
    for answer in arrivals:
        assert answer.url.startswith("/frankfurt/")


def test_a_link_for_a_new_password_begins_with_our_own_address(client, frankfurt, mailoutbox):
    clerk = factories.make_clerk(factories.department_of(frankfurt))

    client.post(
        "/frankfurt/konto/passwort/vergessen/", {"email": clerk.email}, HTTP_HOST="localhost"
    )

    assert f"{settings.BASE_URL}/frankfurt/konto/passwort/neu/" in mailoutbox[0].body
    assert "localhost" not in mailoutbox[0].body


@pytest.mark.parametrize("path", ["/admin/", "/frankfurt/admin/", "/frankfurt/konto/signup/"])
def test_there_is_no_admin_and_nobody_signs_up(client, frankfurt, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["post", "personen"])
def test_the_demos_pages_are_for_the_demo_only(client, frankfurt, settings, path):
    for demo, status in ((False, 404), (True, 200)):
        settings.DEMO = demo
        assert client.get(f"/demo/{path}/").status_code == status


@pytest.mark.parametrize("name", SWEEP)
def test_nothing_is_taken_from_a_form_that_is_not_ours(frankfurt, name):
    """Whoever is signed in: without the token of our own page no address does anything."""
    clerk = factories.make_clerk(factories.department_of(frankfurt))
    client = Client(enforce_csrf_checks=True)
    client.force_login(clerk)
    kinds = {"code": "taxes", "page_id": "p", "token": "x", "key": "x", "uidb36": "1", "number": 1}
    kinds |= dict.fromkeys(("example_id", "offer_id", "feedback_id", "installation_id"), 1)
    ids = {key: kinds.get(key, "x" if key == "slug" else uuid.uuid4()) for key in SWEEP[name]}

    answer = client.post(f"/frankfurt{reverse(name, kwargs=ids)}", {"email": "a@b.example"})

    assert answer.status_code == 403
