"""Deciding: written, looked at as a notice, then made; one's own text is never lost."""

import random

import pytest

from rathaus.cases import deciding, taking
from rathaus.cases.models import Case
from rathaus.cities.scope import for_city
from rathaus.notices.issuing import issue_decision
from rathaus.outbox.models import Event
from tests import cast, factories

REASON = "Der Hund ist schon angemeldet."


@pytest.fixture
def case(case, clerk):
    with for_city(case.city):
        return taking.take(case, by=clerk, at=cast.NOW, revision=0)


def address(case, page="entscheiden/"):
    return f"/frankfurt/schreibtisch/vorgaenge/{case.pk}/{page}"


def send(client, case, **fields):
    return client.post(
        address(case), {"revision": "1", "state": "refused", "reason": REASON} | fields
    )


def state_of(case):
    with for_city(case.city):
        return Case.objects.get(pk=case.pk).state


def test_the_way_from_the_case_to_the_decision(client, case):
    form = client.get(address(case))
    preview = send(client, case, step="preview").content.decode()
    before = state_of(case)
    done = send(client, case, step="decide")

    assert form.status_code == 200
    assert "Diesen Antrag ablehnen?" in preview
    assert before == "in_review"
    assert done.url == address(case, "")
    assert state_of(case) == "refused"
    with for_city(case.city):
        assert Event.objects.filter(name="case.decided", subject_id=case.pk).count() == 1


def test_the_preview_is_the_text_of_the_notice(client, case):
    html = send(client, case, step="preview", state="granted", reason="").content.decode()

    assert "Hundesteuerbescheid" in html
    assert "Ihr Hund ist angemeldet." in html
    assert "102,00" in html
    assert "Widerspruch" in html


def test_a_refusal_without_reason_is_explained_where_it_belongs(client, case):
    response = send(client, case, step="preview", reason=" ")
    html = response.content.decode()

    assert response.status_code == 422
    assert '<a href="#reason">Begründen Sie, warum der Antrag abgelehnt wird.</a>' in html
    assert 'aria-invalid="true"' in html
    assert "Fehler:" in html.partition("</title>")[0]
    assert state_of(case) == "in_review"


def test_without_a_choice_the_text_stays(client, case):
    html = send(client, case, step="preview", state="").content.decode()

    assert "Wählen Sie, ob der Antrag bewilligt oder abgelehnt wird." in html
    assert REASON in html


def test_going_back_from_the_preview_keeps_everything(client, case):
    html = send(client, case, step="change").content.decode()

    assert REASON in html
    assert 'value="refused" id="state-refused" checked' in html


def test_who_is_late_is_told_so_and_keeps_the_text(client, case, office):
    colleague = factories.make_clerk(
        office, email="two@frankfurt.example", first_name="Romy", last_name="Akte"
    )
    with for_city(case.city):
        deciding.decide(case, state="granted", reason="", by=colleague, at=cast.NOW, revision=1)

    response = send(client, case, step="decide")
    html = response.content.decode()

    assert response.status_code == 409
    assert "Romy Akte war schneller: entschieden am" in html
    assert REASON in html
    assert state_of(case) == "granted"


def test_sending_twice_decides_once(client, case):
    send(client, case, step="decide")
    second = send(client, case, step="decide")

    assert second.status_code == 409
    with for_city(case.city):
        assert Event.objects.filter(name="case.decided").count() == 1


def test_what_nobody_took_is_not_decided(client, clerk, version):
    free = factories.make_case(factories.make_submission(version))

    response = client.get(address(free), follow=True)

    assert response.redirect_chain[-1][0] == address(free, "")
    assert "Übernehmen Sie den Vorgang" in response.content.decode()


def test_a_decided_case_shows_its_reason_and_then_its_notice(client, case):
    send(client, case, step="decide")
    waiting = client.get(address(case, "")).content.decode()
    with for_city(case.city):
        notice = issue_decision(case.pk, at=cast.NOW)
    issued = client.get(address(case, "")).content.decode()
    pdf = client.get(address(case, f"dokumente/{notice.pk}/"))

    assert REASON in waiting
    assert "Der Bescheid wird gerade erstellt." in waiting
    assert "Der Bescheid wird gerade erstellt." not in issued
    assert address(case, f"dokumente/{notice.pk}/") in issued
    assert pdf.content.startswith(b"%PDF-")
    assert pdf.headers["Content-Type"] == "application/pdf"


def test_the_notice_of_another_case_is_not_found_through_this_one(client, case, version):
    send(client, case, step="decide")
    with for_city(case.city):
        notice = issue_decision(case.pk, at=cast.NOW)
    other = factories.make_case(factories.make_submission(version))

    assert client.get(address(other, f"dokumente/{notice.pk}/")).status_code == 404


NONSENSE = [
    "",
    "x",
    "granted",
    "refused",
    "received",
    "\x00",
    "9" * 30,
    "<b>",
    "🐕",
    "a" * 5000,
    "-1",
]


@pytest.mark.parametrize("seed", range(40))
def test_nonsense_is_refused_calmly(client, case, seed):
    chance = random.Random(seed)
    fields = {name: chance.choice(NONSENSE) for name in ("state", "reason", "revision", "step")}

    response = client.post(address(case), fields)

    assert response.status_code in {200, 302, 409, 422}
    if response.status_code != 302:
        assert state_of(case) == "in_review"
