"""The check list says what, where and why, mends by a button, and takes reasons for warnings."""

import re

import pytest

from forms_engine.checking.messages import SENTENCES as ENGINE_SENTENCES
from rathaus.cities.scope import for_city
from rathaus.people.models import Membership
from rathaus.processes.drafting import begin
from rathaus.processes.models import Acceptance, Process
from rathaus.studio.check_list import open_findings
from rathaus.studio.check_reasons import REASONS
from tests import factories

GOOD = {
    "format": "rathaus-process/1",
    "title": "Grillplatz mieten",
    "summary": "Mieten Sie einen Grillplatz.",
    "category": "engagement",
    "languages": ["de"],
    "legal_basis": ["§ 3 der Grillsatzung"],
    "retention": {"closed_days": 365},
    "order": ["p_one"],
    "nodes": {
        "p_one": {"kind": "page", "title": "Termin", "order": ["f_day", "f_big"]},
        "f_day": {"kind": "date", "key": "day", "label": "Wann?", "required": True},
        "f_big": {"kind": "boolean", "key": "big", "label": "Großer Platz?", "required": True},
    },
    "roles": {"parks": {"label": "Grünflächenamt"}},
    "routing": [{"to": ["parks"], "due_days": 5}],
    "notices": [
        {"key": "yes", "on": "granted", "title": "Zusage", "body": "Kommen Sie."},
        {"key": "no", "on": "refused", "title": "Absage", "body": "Leider.", "legal_remedy": True},
    ],
}
BIG = {"field": "f_big", "is": {"const": True}}


def _with(**changes):
    return {**GOOD, **changes}


def _colon():
    day = {**GOOD["nodes"]["f_day"], "label": "Wann:"}
    return _with(nodes={**GOOD["nodes"], "f_day": day})


@pytest.fixture
def designer(client, frankfurt):
    user = factories.make_user("designer@frankfurt.example")
    with for_city(frankfurt):
        Membership.objects.create(city=frankfurt, user=user, role="designer")
        factories.make_department(frankfurt, key="parks", name="Grünflächenamt")
    client.force_login(user)
    return client


@pytest.fixture
def begun(frankfurt):
    def make(definition, **more):
        with for_city(frankfurt):
            process = begin(definition, city=frankfurt)
            process.roles = {"parks": "parks"}
            for name, value in more.items():
                setattr(process, name, value)
            process.save()
        return process

    return make


def _address(process):
    return f"/frankfurt/baukasten/{process.pk}/pruefliste/"


def _found(process):
    with for_city(process.city):
        fresh = Process.objects.get(pk=process.pk)
        return open_findings(fresh.working, fresh)


def _name(process, code):
    found = _found(process)
    items = [*found.errors, *found.warnings, *found.tips, *found.accepted]
    return next(item.name for item in items if item.code == code)


def test_a_good_process_has_nothing_to_put_right(designer, begun):
    page = designer.get(_address(begun(GOOD)))

    assert page.status_code == 200
    assert "Alles in Ordnung." in page.content.decode()


def test_a_finding_says_what_where_and_why(designer, begun):
    process = begun(_colon())

    page = designer.get(_address(process)).content.decode()

    assert "Die Beschriftung endet mit einem Doppelpunkt." in page
    link = f"/frankfurt/baukasten/{process.pk}/?seite=p_one&amp;frage=f_day#frage"
    assert link in page
    assert "Kurze, klare Texte verstehen mehr Menschen" in page


def test_answers_that_reach_nobody_are_shown_in_german(designer, begun):
    process = begun(_with(routing=[{"when": BIG, "to": ["parks"]}]))

    page = designer.get(_address(process)).content.decode()

    assert "Anträge mit diesen Antworten erreichen kein Amt: „Großer Platz?“: Nein." in page


def test_every_place_has_a_page_that_is_there(designer, begun):
    fee = {"id": "day", "label": "Je Tag", "amount": "1.00", "when": {"all": [BIG, {"not": BIG}]}}
    refusal = {**GOOD["notices"][1], "body": ""}
    process = begun(
        _with(
            summary="",
            languages=["de", "en"],
            fees=[fee],
            routing=[{"when": BIG, "to": ["parks"]}, {"when": BIG, "to": ["parks"]}],
            notices=[GOOD["notices"][0], refusal],
            parameters={"price": {"label": "Preis"}},
            constraints=[{"schema": {"format": "colour"}, "message": "Nein"}],
        )
    )
    found = _found(process)
    without = _with(summary="", fees=[fee], notices=[refusal], parameters={"price": {"label": "P"}})
    others = _found(begun({**without, "routing": [{"when": BIG, "to": ["parks"]}] * 2}))

    for item in [*found.errors, *found.warnings, *found.tips, *others.warnings, *others.tips]:
        assert item.where
        address = f"/frankfurt{item.address.partition('#')[0]}"
        assert designer.get(address).status_code == 200, address


def test_a_button_mends_and_the_history_knows_it(designer, begun):
    process = begun(_colon())

    response = designer.post(
        _address(process), {"do": "repair", "finding": _name(process, "label_colon")}
    )

    assert (response.status_code, response.headers["Location"]) == (303, _address(process))
    with for_city(process.city):
        mended = Process.objects.get(pk=process.pk)
        assert mended.working["nodes"]["f_day"]["label"] == "Wann"
        assert mended.edits.count() == 1
    assert len(_found(process)) == 0


def test_a_warning_is_accepted_with_a_reason_and_comes_back_when_it_changes(designer, begun):
    process = begun(_with(retention={}))
    name = _name(process, "retention_missing")

    designer.post(_address(process), {"do": "accept", "finding": name, "reason": " Archiv  hilft "})

    found = _found(process)
    assert [item.acceptance.reason for item in found.accepted] == ["Archiv hilft"]
    assert found.warnings == []
    page = designer.get(_address(process)).content.decode()
    assert "Archiv hilft" in page
    designer.post(_address(process), {"do": "withdraw", "finding": name})
    assert [item.code for item in _found(process).warnings] == ["retention_missing"]


def test_an_acceptance_lapses_when_the_finding_says_something_else(designer, begun, frankfurt):
    one = {"when": BIG, "to": ["parks"]}
    process = begun(_with(routing=[one]))
    name = _name(process, "routing_nowhere")
    designer.post(_address(process), {"do": "accept", "finding": name, "reason": "Absicht"})
    assert _found(process).warnings == []

    with for_city(frankfurt):
        other = {"when": {"not": BIG}, "to": ["parks"]}
        Process.objects.filter(pk=process.pk).update(working=_with(routing=[other]))

    assert [item.code for item in _found(process).warnings] == ["routing_nowhere"]


def test_without_a_reason_nothing_is_accepted(designer, begun, frankfurt):
    process = begun(_with(retention={}))
    name = _name(process, "retention_missing")

    response = designer.post(_address(process), {"do": "accept", "finding": name, "reason": "  "})

    assert response.status_code == 422
    page = response.content.decode()
    assert "Schreiben Sie, warum die Warnung hingenommen wird." in page
    assert 'aria-invalid="true"' in page
    with for_city(frankfurt):
        assert Acceptance.objects.count() == 0


def test_errors_and_tips_cannot_be_accepted(designer, begun, frankfurt):
    process = begun(_colon())
    tip = _name(process, "label_colon")

    response = designer.post(_address(process), {"do": "accept", "finding": tip, "reason": "Weil"})

    assert response.status_code == 303
    with for_city(frankfurt):
        assert Acceptance.objects.count() == 0


@pytest.mark.parametrize("typed", [{}, {"do": "repair"}, {"do": "fly", "finding": "x" * 9000}])
def test_whatever_is_sent_ends_in_the_list(designer, begun, typed):
    process = begun(_colon())

    assert designer.post(_address(process), typed).status_code == 303


def test_what_a_city_has_not_said_is_a_warning(designer, begun):
    fee = {"fee": {"label": "Miete je Tag"}}
    process = begun(_with(parameters=fee), roles={})

    page = designer.get(_address(process)).content.decode()

    assert "Miete je Tag" in page
    assert "Noch kein Amt zugeordnet." in page
    assert [item.code for item in _found(process).warnings] == ["parameter_unset", "role_unmapped"]


def test_the_page_of_another_city_is_not_there(designer, wiesbaden):
    with for_city(wiesbaden):
        process = begin(GOOD, city=wiesbaden)

    assert designer.get(f"/frankfurt/baukasten/{process.pk}/pruefliste/").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_list(
    designer, begun, django_assert_max_num_queries
):
    process = begun(_with(title="T", summary="", category="", retention={}, legal_basis=[]))

    with django_assert_max_num_queries(20):
        designer.get(_address(process))


def test_every_finding_has_a_reason_or_keeps_the_process_from_working():
    unknown = set(REASONS) - set(ENGINE_SENTENCES) - {"parameter_unset", "role_unmapped"}
    soft = {code for code, (level, _text) in ENGINE_SENTENCES.items() if level != "error"}

    assert unknown == set()
    assert soft - set(REASONS) == set()


def test_no_style_or_script_stands_in_the_page(designer, begun):
    page = designer.get(_address(begun(_colon()))).content.decode()

    assert not re.search(r"<[^>]+ (?:style|on\w+|hx-on)=", page)
