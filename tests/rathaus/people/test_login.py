"""Staff log in with e-mail and password, and arrive at their own desk."""

import re

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import cache

from rathaus.cities.scope import for_city
from rathaus.people.models import Membership
from tests import cast, factories


@pytest.fixture(autouse=True)
def _fresh_rate_limits():
    cache.clear()
    yield
    cache.clear()


def log_in(client, user, *, city="/frankfurt", password=cast.PASSWORD, **more):
    return client.post(f"{city}/konto/login/", {"login": user.email, "password": password, **more})


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_a_clerk_arrives_at_the_inbox_of_the_city_in_the_address(client, frankfurt, wiesbaden):
    clerk = factories.make_clerk(factories.department_of(frankfurt))
    with for_city(wiesbaden):
        Membership.objects.create(city=wiesbaden, user=clerk, role="designer")

    response = log_in(client, clerk)

    assert response.url == "/frankfurt/schreibtisch/"
    assert client.get(response.url).url == "/frankfurt/schreibtisch/vorgaenge/"


def test_who_logs_in_at_a_strange_city_is_led_to_their_only_one(client, frankfurt, wiesbaden):
    clerk = factories.make_clerk(factories.department_of(frankfurt))

    assert log_in(client, clerk, city="/wiesbaden").url == "/frankfurt/schreibtisch/"


def test_who_works_for_several_cities_chooses(client, frankfurt, wiesbaden):
    clerk = factories.make_clerk(factories.department_of(frankfurt))
    with for_city(wiesbaden):
        Membership.objects.create(city=wiesbaden, user=clerk, role="designer")

    response = log_in(client, clerk, city="")
    page = client.get(response.url).content.decode()

    assert response.url == "/schreibtisch/staedte/"
    assert 'href="/frankfurt/schreibtisch/"' in page
    assert 'href="/wiesbaden/schreibtisch/"' in page


def test_who_belongs_to_no_city_is_told_so(client, frankfurt):
    response = log_in(client, factories.make_user())

    assert "Noch kein Schreibtisch" in client.get(response.url).content.decode()


def test_a_designer_is_led_to_the_studio(client, frankfurt):
    designer = factories.make_user()
    with for_city(frankfurt):
        Membership.objects.create(city=frankfurt, user=designer, role="designer")
    client.force_login(designer)

    assert client.get("/frankfurt/schreibtisch/").url == "/frankfurt/baukasten/"


def test_after_login_one_is_where_one_wanted_to_be_but_never_elsewhere(client, frankfurt):
    clerk = factories.make_clerk(factories.department_of(frankfurt))
    wanted = "/frankfurt/schreibtisch/vorgaenge/?status=received"

    assert log_in(client, clerk, next=wanted).url == wanted
    client.logout()
    assert log_in(client, clerk, next="https://evil.example/").url == "/frankfurt/schreibtisch/"


def test_a_wrong_password_says_so_in_german_and_keeps_the_address(client, frankfurt):
    clerk = factories.make_clerk(factories.department_of(frankfurt))

    page = log_in(client, clerk, password="wrong-wrong-wrong").content.decode()

    assert "Passwort" in page
    assert f'value="{clerk.email}"' in page
    assert "_auth_user_id" not in client.session


def test_too_many_wrong_passwords_are_answered_no_more(client, frankfurt):
    clerk = factories.make_clerk(factories.department_of(frankfurt))

    for _attempt in range(6):
        log_in(client, clerk, password="wrong-wrong-wrong")
    response = log_in(client, clerk)

    assert "_auth_user_id" not in client.session
    assert response.status_code in {200, 429}


def test_a_forged_forwarding_header_does_not_escape_the_limit(client, frankfurt):
    clerk = factories.make_clerk(factories.department_of(frankfurt))

    for attempt in range(12):
        client.post(
            "/frankfurt/konto/login/",
            {"login": f"nobody{attempt}@example.org", "password": "wrong-wrong-wrong"},
            headers={"X-Forwarded-For": f"10.0.0.{attempt}"},
        )
    log_in(client, clerk)

    assert "_auth_user_id" not in client.session


def test_behind_a_proxy_each_client_has_its_own_limit(client, frankfurt, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    clerk = factories.make_clerk(factories.department_of(frankfurt))

    for attempt in range(12):
        client.post(
            "/frankfurt/konto/login/",
            {"login": f"nobody{attempt}@example.org", "password": "wrong-wrong-wrong"},
            headers={"X-Forwarded-For": "10.0.0.1"},
        )
    client.post(
        "/frankfurt/konto/login/",
        {"login": clerk.email, "password": cast.PASSWORD},
        headers={"X-Forwarded-For": "10.0.0.2"},
    )

    assert client.session["_auth_user_id"] == str(clerk.pk)


def test_nobody_signs_up(client, frankfurt):
    assert client.get("/frankfurt/konto/signup/").status_code == 404


def test_logging_out_takes_a_post_and_leads_to_the_login(client, frankfurt):
    client.force_login(factories.make_clerk(factories.department_of(frankfurt)))

    assert client.get("/frankfurt/konto/logout/").status_code == 200
    assert client.post("/frankfurt/konto/logout/").url == "/frankfurt/konto/login/"
    assert "_auth_user_id" not in client.session


def test_a_password_is_changed(client, frankfurt):
    clerk = factories.make_clerk(factories.department_of(frankfurt))
    log_in(client, clerk)

    client.post(
        "/frankfurt/konto/passwort/",
        {
            "oldpassword": cast.PASSWORD,
            "password1": "vier neue lange Wörter",
            "password2": "vier neue lange Wörter",
        },
    )

    clerk.refresh_from_db()
    assert clerk.check_password("vier neue lange Wörter")


def test_a_forgotten_password_is_set_anew_by_a_link(client, frankfurt):
    clerk = factories.make_clerk(factories.department_of(frankfurt))

    client.post("/frankfurt/konto/passwort/vergessen/", {"email": clerk.email})
    (message,) = mail.outbox
    link = re.search(r"https?://\S+", message.body)[0]
    page = client.get(link.partition("testserver")[2], follow=True)
    client.post(
        page.redirect_chain[-1][0],
        {"password1": "vier neue lange Wörter", "password2": "vier neue lange Wörter"},
    )

    clerk.refresh_from_db()
    assert "/frankfurt/konto/passwort/neu/" in link
    assert clerk.check_password("vier neue lange Wörter")


def test_a_strangers_address_gets_no_mail_and_no_hint(client, frankfurt):
    response = client.post("/frankfurt/konto/passwort/vergessen/", {"email": "who@example.org"})

    assert response.status_code == 302
    assert mail.outbox == []


def switch_on(client, clerk):
    """Switch on the second step as a person does; return its secret."""
    log_in(client, clerk)
    asked = client.get("/frankfurt/konto/2fa/totp/activate/")
    here = {"password": cast.PASSWORD, "next": "/frankfurt/konto/2fa/totp/activate/"}
    client.post(asked.url, here, follow=True)
    secret = client.session["mfa.totp.secret"]
    client.post("/frankfurt/konto/2fa/totp/activate/", {"code": code_of(secret)})
    return secret


def test_a_second_step_can_be_switched_on_and_is_then_asked_for(client, frankfurt):
    clerk = factories.make_clerk(factories.department_of(frankfurt))

    secret = switch_on(client, clerk)
    client.post("/frankfurt/konto/logout/")
    cache.clear()
    response = log_in(client, clerk)

    assert response.url.startswith("/frankfurt/konto/2fa/authenticate/")
    assert "_auth_user_id" not in client.session
    response = client.post(response.url, {"code": code_of(secret)})
    assert response.url == "/frankfurt/schreibtisch/"


def test_switching_on_shows_codes_for_the_day_the_telephone_is_lost(client, frankfurt):
    clerk = factories.make_clerk(factories.department_of(frankfurt))

    switch_on(client, clerk)
    page = client.get("/frankfurt/konto/2fa/recovery-codes/").content.decode()

    codes = Authenticator.objects.get(user=clerk, type="recovery_codes").wrap().get_unused_codes()
    assert all(code in page for code in codes)


def test_the_second_step_can_be_switched_off_again(client, frankfurt):
    clerk = factories.make_clerk(factories.department_of(frankfurt))

    switch_on(client, clerk)
    client.post("/frankfurt/konto/2fa/totp/deactivate/")

    assert not Authenticator.objects.filter(user=clerk).exists()


def test_switching_on_asks_first_who_one_is(client, frankfurt):
    client.force_login(factories.make_clerk(factories.department_of(frankfurt)))

    response = client.get("/frankfurt/konto/2fa/totp/activate/")

    assert response.url.startswith("/frankfurt/konto/bestaetigen/")


def test_the_secret_of_the_second_step_is_sealed(frankfurt):
    clerk = factories.make_clerk(factories.department_of(frankfurt))
    TOTP.activate(clerk, "JBSWY3DPEHPK3PXP")

    stored = Authenticator.objects.get(user=clerk).data["secret"]

    assert stored != "JBSWY3DPEHPK3PXP"
    assert get_adapter().decrypt(stored) == "JBSWY3DPEHPK3PXP"


@pytest.mark.parametrize(
    "page",
    [
        "2fa/",
        "2fa/recovery-codes/generate/",
        "2fa/reauthenticate/",
        "passwort/",
        "passwort/vergessen/",
        "passwort/unterwegs/",
        "passwort/fertig/",
        "gesperrt/",
        "logout/",
        "bestaetigen/",
    ],
)
def test_every_page_of_an_account_stands_in_the_frame_of_the_city(client, frankfurt, page):
    clerk = factories.make_clerk(factories.department_of(frankfurt))
    TOTP.activate(clerk, "JBSWY3DPEHPK3PXP")
    client.force_login(clerk)

    response = client.get(f"/frankfurt/konto/{page}", follow=True)

    html = response.content.decode()
    assert response.status_code == 200
    assert html.count("<h1") == 1
    assert "Frankfurt am Main</title>" in html
    assert "style=" not in html
