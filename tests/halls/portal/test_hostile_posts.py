"""Whatever is sent to a page, there is an answer, and never an exception."""

import io

import pytest
from django.conf import settings
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from rathaus.applications import access, filling_in
from rathaus.cities.scope import for_city
from tests import factories

FIELDS = [
    {"kind": kind, "key": kind, "label": kind, "required": number % 2 == 0}
    for number, kind in enumerate(
        (
            "text", "longtext", "email", "phone", "number", "integer", "money", "boolean", "date",
            "time", "datetime", "iban", "postcode", "tax_id", "address", "person", "file",
            "signature", "map_point", "map_line", "map_area", "note", "consent", "value",
        )
    )
]  # fmt: skip
OPTIONS = [{"value": "a", "label": "A"}, {"value": 2, "label": "B"}, {"value": None, "label": "C"}]
NAMES = [
    *(f"f_{field['key']}" for field in FIELDS),
    *(f"f_date-{part}" for part in ("day", "month", "year")),
    "f_address-postcode", "f_person-birth_date-day", "f_person-birth_date-year", "f_choice",
    "f_choices", "l_rows-rows", "f_in-0", "f_in-1", "l_deep-0-rows", "f_deep-0-0", "_do", "_seen",
    "_shown", "_from", "_language", "wizard_goto_step", "fill_in-current_step",
]  # fmt: skip
DOINGS = [
    "next", "back", "later", "refresh", "add:l_rows", "add:l_deep-0", "remove:l_rows-0",
    "remove:l_rows-99999", "restore", "upload:f_file", "drop:x", "add:f_text", "add:", "remove:-",
    "add:l_rows-0-0", "upload:l_rows", "add:p_one",
]  # fmt: skip
VALUES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["", "0", "1", "3", "true", "on", "a", "2", "99999999999", "-1", "²", "\x00"]),
    st.sampled_from(["NaN", "[" * 500, '"\\ud800"', "1e999", "9" * 60, "{}", "31", "2.2026", "０"]),
    st.sampled_from(DOINGS),
    st.binary(max_size=30),
)
POSTS = st.dictionaries(st.sampled_from(NAMES), st.lists(VALUES, min_size=1, max_size=3))


def definition():
    rows = {"kind": "list", "key": "rows", "title": "Zeile", "order": ["f_in", "l_deep"]}
    made = factories.one_page(
        *FIELDS,
        {"kind": "choice", "key": "choice", "label": "choice", "options": OPTIONS},
        {"kind": "choices", "key": "choices", "label": "choices", "options": OPTIONS},
    )
    page = made["nodes"]["p_one"]
    page["order"] = [*page["order"], "l_rows"]
    made["nodes"] |= {
        "l_rows": rows,
        "f_in": {"kind": "integer", "key": "in", "label": "In", "required": True},
        "l_deep": {
            "kind": "list",
            "key": "deep",
            "title": "Tief",
            "order": ["f_deep"],
            "show_when": {"field": "f_in", "is": {"minimum": 1}},
        },
        "f_deep": {"kind": "text", "label": "Bloß"},
    }
    return made


@pytest.fixture
def draft(in_frankfurt):
    return factories.make_draft(factories.make_version(in_frankfurt, definition=definition()))


@hypothesis_settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(content=POSTS, do=st.one_of(st.just("next"), st.sampled_from(DOINGS)))
def test_any_post_to_a_page_is_answered(draft, content, do):
    client = Client(headers={"accept-language": "de"})
    path = f"/frankfurt/antrag/{draft.pk}/"
    client.cookies[access.COOKIE] = access._cookies.sign(str(draft.pk))
    draft.refresh_from_db()
    seen = str(filling_in.revision_of(draft, "p_one"))
    content = {"fill_in-current_step": ["p_one"], "_seen": [seen], "_do": [do], **content}

    response = client.post(f"{path}p_one/", content)
    assert response.status_code in {200, 302, 400, 422}
    assert client.get(f"{path}p_one/").status_code == 200
    assert client.get(f"{path}pruefen/").status_code in {200, 302, 422}


@pytest.mark.parametrize(
    "body",
    [b"", b"\x00", b"--x\r\n", b'--x\r\nContent-Disposition: form-data; name="f_file"\r\n\r\n'],
)
def test_a_broken_upload_is_answered(draft, body):
    client = Client()
    client.cookies[access.COOKIE] = access._cookies.sign(str(draft.pk))

    response = client.generic(
        "POST",
        f"/frankfurt/antrag/{draft.pk}/p_one/",
        body,
        content_type="multipart/form-data; boundary=x",
    )

    assert response.status_code in {200, 302, 400, 422}


def test_a_file_where_text_belongs_is_no_answer(draft):
    client = Client()
    client.cookies[access.COOKIE] = access._cookies.sign(str(draft.pk))
    file = io.BytesIO(b"%PDF-")
    file.name = "../../etc/passwd"
    content = {"fill_in-current_step": "p_one", "f_text": file, "l_rows-rows": file}

    assert client.post(f"/frankfurt/antrag/{draft.pk}/p_one/", content).status_code == 422


def test_no_draft_is_found_by_a_forged_cookie(draft, frankfurt):
    client = Client()
    for forged in ("", "x", str(draft.pk), f"{draft.pk}:x:y", f"{draft.pk}:{'a' * 500}"):
        client.cookies[access.COOKIE] = forged
        with for_city(frankfurt):
            assert client.get(f"/frankfurt/antrag/{draft.pk}/p_one/").status_code == 404
    assert settings.DEBUG is False
