"""A file of which anything is wrong is refused with the reason, and changes nothing."""

import copy
import json

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from forms_engine.definition import canonical, digest
from rathaus.sharing import parcels, trusting
from rathaus.sharing.chain import links
from rathaus.sharing.receiving import receive
from rathaus.sharing.refusing import SENTENCES, Refused
from rathaus.sharing.signing import own_key, signed
from tests import cast, factories
from tests.rathaus.sharing.installations import elsewhere, offer, refusal, resigned, rows


def _twice(content):
    return content.replace(b'"category":', b'"category":"taxes","category":', 1)


TAMPERED = {
    "an empty file": (lambda _content: b"", "file-empty"),
    "a picture": (lambda _content: b"\x89PNG\r\n\x1a\n\xff\xfe", "not-text"),
    "a file cut off": (lambda content: content[: len(content) // 2], "not-json"),
    "another word": (lambda content: content.replace(b"Satzung", b"Meinung"), "wrong-signature"),
    "another number": (lambda content: content.replace(b'"number":1', b'"number":7'), None),
    "a pretty file": (lambda content: json.dumps(json.loads(content)).encode(), "not-canonical"),
    "a key twice": (_twice, "key-twice"),
    "a number written otherwise": (
        lambda content: content.replace(b'"processing_days":14', b'"processing_days":14.0'),
        "not-canonical",
    ),
    "a number too large": (
        lambda content: content.replace(b'"processing_days":14', b'"processing_days":1e999'),
        "number-too-large",
    ),
    "a long number": (
        lambda content: content.replace(b'"processing_days":14', b'"processing_days":' + b"9" * 50),
        "not-canonical",
    ),
    "no number": (
        lambda content: content.replace(b'"processing_days":14', b'"processing_days":NaN'),
        "no-number",
    ),
    "a NUL": (lambda content: content.replace(b"Satzung", b"\\u0000atzung"), "nul-character"),
    "a raw NUL": (lambda content: content.replace(b"Satzung", b"\x00atzung"), "not-json"),
    "half a character": (lambda content: content.replace(b"Satzung", b"\\ud800"), "half-character"),
    "no signature": (
        lambda content: canonical({**json.loads(content), "signature": ""}),
        "not-signed",
    ),
    "a signature of nothing": (
        lambda content: canonical({**json.loads(content), "signature": "00" * 64}),
        "wrong-signature",
    ),
    "a short signature": (
        lambda content: canonical({**json.loads(content), "signature": "00"}),
        "wrong-form",
    ),
    "an unknown format": (
        lambda content: content.replace(b"rathaus-parcel/1", b"rathaus-parcel/2"),
        "other-format",
    ),
    "a process": (lambda _content: canonical(cast.DOG_TAX), "other-format"),
    "a list": (lambda _content: b"[]", "no-parcel"),
    "something deep": (lambda _content: b"[" * 5000 + b"]" * 5000, "too-deep"),
    "something very deep": (lambda _content: b'{"a":' * 900_000, "too-deep"),
    "too many values": (lambda _content: b"[" + b"0," * 2_100_000 + b"0]", "too-much"),
    "something large": (lambda content: content + b" " * parcels.LARGEST, "file-too-large"),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_a_file_that_was_tampered_with_is_refused_and_changes_nothing(sent, name):
    receive(sent[0], at=cast.NOW)
    tamper, code = TAMPERED[name]
    content = tamper(sent[1])

    assert content != sent[1]
    assert refusal(content) == (code or "wrong-signature")


def test_what_nobody_trusts_is_refused_with_the_fingerprint(settings, sent):
    with elsewhere(settings, key="44" * 32):
        content = signed({k: v for k, v in json.loads(sent[0]).items() if k != "signature"})
    # It says that it is of the one whom we trust.
    assert refusal(content) == "wrong-signature"
    trusting.stop_trusting(trusting.Installation.objects.get())
    with pytest.raises(Refused, match="vertraut dieses Rathaus nicht"):
        receive(sent[0], at=cast.NOW)


def _first(document):
    return document["processes"][0]


def _rewrite(document):
    body = next(iter(document["definitions"].values()))
    changed = {**body, "title": "Umgeschrieben"}
    document["definitions"] = {digest(changed): changed}
    _first(document)["versions"][0]["digest"] = digest(changed)


def _swap_definition(document):
    name = next(iter(document["definitions"]))
    document["definitions"][name] = {**document["definitions"][name], "title": "Untergeschoben"}


def _break_definition(**changes):
    def change(document):
        body = next(iter(document["definitions"].values()))
        broken = {**copy.deepcopy(body), **changes}
        document["definitions"] = {digest(broken): broken}
        _first(document)["versions"][0]["digest"] = digest(broken)

    return change


def _set(path, value):
    def change(document):
        *way, last = path
        for step in way:
            document = document[step]
        document[last] = value

    return change


VERSION = ("processes", 0, "versions", 0)
# Signed by somebody whom we trust, and wrong all the same.
WRONG = {
    "a definition under another's digest": (_swap_definition, "wrong-digest"),
    "no definition": (_set(["definitions"], {}), "no-definition"),
    "a definition too much": (
        lambda document: document["definitions"].update({digest({"a": 1}): {"a": 1}}),
        "stray-definition",
    ),
    "a definition that says nothing": (_break_definition(nodes={}), "broken-definition"),
    "a definition of another format": (_break_definition(format="x/9"), "broken-definition"),
    "an order that leads nowhere": (_break_definition(order=["p_nowhere"]), "broken-definition"),
    "a process twice": (
        lambda document: document["processes"].append(_first(document)),
        "process-twice",
    ),
    "versions out of order": (
        lambda document: _first(document)["versions"].append(_first(document)["versions"][0]),
        "wrong-order",
    ),
    "a month that is none": (
        _set([*VERSION, "published_at"], "2026-13-01T00:00:00.000000Z"),
        "wrong-time",
    ),
    "a year beyond all clocks": (
        _set([*VERSION, "published_at"], "9999-12-31T23:59:59.999999Z"),
        "wrong-form",
    ),
    "a number beyond all bounds": (_set([*VERSION, "number"], 2**40), "wrong-form"),
    "number nought": (_set([*VERSION, "number"], 0), "wrong-form"),
    "an id that is none": (_set(["processes", 0, "id"], "../../etc/passwd"), "wrong-form"),
    "a long title": (_set(["processes", 0, "title"], "x" * 201), "wrong-form"),
    "a title of two lines": (_set(["processes", 0, "title"], "x\r\nBcc: y"), "wrong-form"),
    "a category too long": (_set(["processes", 0, "category"], "x" * 41), "wrong-form"),
    "something more": (_set(["processes", 0, "more"], 1), "wrong-form"),
    "processes that are none": (_set(["processes"], []), "wrong-form"),
    "test cases that are none": (_set(["processes", 0, "examples"], [1]), "wrong-form"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_signed_file_that_does_not_fit_together_is_refused(settings, sent, name):
    change, code = WRONG[name]

    assert refusal(_resigned_badly(settings, sent[0], change)) == code


def _resigned_badly(settings, content, change):
    document = json.loads(content)
    del document["signature"]
    change(document)
    with elsewhere(settings):
        try:
            for process in document["processes"]:
                for version, link in zip(
                    process["versions"], links(process["id"], process["versions"]), strict=True
                ):
                    version["link"] = link
        except (TypeError, ValueError):
            pass
        return signed(document)


def test_a_broken_chain_is_refused(settings, sent):
    change = _set(["processes", 0, "versions", 0, "note"], "Anders")

    assert refusal(resigned(settings, sent[1], change, keep_links=True)) == "wrong-chain"


def test_a_history_that_is_written_anew_is_refused(settings, sent):
    receive(sent[0], at=cast.NOW)

    assert refusal(resigned(settings, sent[0], _rewrite)) == "rewritten"
    note = _set(["processes", 0, "versions", 0, "note"], "Anders")
    assert refusal(resigned(settings, sent[1], note)) == "rewritten"
    # Leaving out what was first is no shorter history, but another.
    left_out = resigned(settings, sent[1], lambda it: _first(it)["versions"].pop(0) and None)
    assert refusal(left_out) in {"rewritten", "stray-definition"}


def test_nobody_speaks_for_a_process_of_somebody_else(settings, sent, frankfurt):
    receive(sent[0], at=cast.NOW)
    with elsewhere(settings, key="55" * 32, name="Rathaus Süd"):
        south = own_key()
        document = json.loads(sent[1])
        del document["signature"]
        document["from"] = {"name": "Rathaus Süd", "key": south}
        forged = signed(document)
    trusting.trust(name="Rathaus Süd", key=south)

    assert refusal(forged) == "of-another"


def test_nobody_speaks_for_a_process_of_our_own(settings, rathaus_north, frankfurt):
    version = factories.make_version(frankfurt)
    offer(version)
    with elsewhere(settings):
        content = parcels.write(parcels.offered(), at=cast.NOW)

    assert refusal(content) == "of-ours"


def test_only_what_was_asked_for_is_taken_in(settings, rathaus_north, sent):
    other = trusting.trust(name="Rathaus Süd", key="66" * 32)
    before = rows()
    for asked in ({"sender": other}, {"only": cast.DRAFT_ID}):
        with pytest.raises(Refused) as refused:
            receive(sent[0], at=cast.NOW, **asked)
        assert refused.value.code == "not-asked-for"
    assert rows() == before


@hypothesis_settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_whatever_is_done_to_the_bytes_it_is_refused_or_the_same(sent, data):
    content = bytearray(sent[0])
    for _time in range(data.draw(st.integers(1, 3))):
        if not content:
            break
        at = data.draw(st.integers(0, len(content) - 1))
        what = data.draw(st.sampled_from(["flip", "drop", "double", "cut"]))
        if what == "flip":
            content[at] ^= data.draw(st.integers(1, 255))
        elif what == "drop":
            del content[at]
        elif what == "double":
            content.insert(at, content[at])
        else:
            del content[max(at, 1) :]
    if bytes(content).removesuffix(b"\n") == sent[0]:
        return
    refusal(bytes(content))


def test_every_reason_is_a_sentence():
    for sentence in SENTENCES.values():
        assert str(sentence).endswith((".", "%(problem)s"))
