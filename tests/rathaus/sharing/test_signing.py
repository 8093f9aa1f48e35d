"""A signature holds for one key and one content, whatever is put in its place."""

import json

import pytest

from rathaus.sharing.signing import KEY, fingerprint, is_signed_by, one_line, own_key, signed

SAID = {"format": "x", "words": "Grüße", "number": 1}


def test_what_is_signed_here_is_recognised_by_our_key():
    document = json.loads(signed(SAID))

    assert KEY.match(own_key())
    assert is_signed_by(own_key(), document)
    assert document | {"signature": ""} == SAID | {"signature": ""}


@pytest.mark.parametrize(
    "signature", ["", "zz", "00" * 64, "00" * 63, None, 5, [], "٣" * 128, "\x00"]
)
def test_nonsense_is_no_signature(signature):
    assert not is_signed_by(own_key(), SAID | {"signature": signature})


@pytest.mark.parametrize("key", ["", "00", "zz" * 32, "00" * 33, "ff" * 32])
def test_nonsense_is_no_key(key):
    assert not is_signed_by(key, json.loads(signed(SAID)))


def test_a_fingerprint_can_be_read_out():
    assert len(fingerprint(own_key()).split()) == 8


def test_a_name_stands_in_one_line():
    assert one_line(" Rathaus\r\nNord\x00 ") == "Rathaus Nord"
    assert one_line("\n") == "–"
