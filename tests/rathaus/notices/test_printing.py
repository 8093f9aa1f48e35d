import datetime as dt
import html

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rathaus.notices import printing
from rathaus.notices.printing import NotPrintable, print_pdf
from tests import cast
from tests.rathaus.notices import paper

COLOUR = "#123456"
_HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("<>&\"'{}\x00\u202e\u0301\u200d\U0001f468אب中\ufdd0"),
    ),
    max_size=60,
)


def _page(text: str) -> str:
    return f'<html lang="de"><head><title>T</title></head><body><p>{text}</p></body></html>'


def _print(text: str) -> bytes:
    return print_pdf(_page(text), colour=COLOUR, at=cast.NOW)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_HOSTILE)
def test_any_text_prints_without_a_missing_glyph(text: str):
    with pytest.MonkeyPatch.context() as patch:
        complaints: list[str] = []
        patch.setattr(
            "weasyprint.logger.LOGGER.warning", lambda *said: complaints.append(str(said))
        )

        pdf = _print(html.escape(text))

    assert complaints == []
    with paper.opened(pdf) as document:
        assert len(document.pages) == 1


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="http://tracker.example/x.png">',
        '<img src="file:///etc/passwd">',
        '<link rel="stylesheet" href="https://x.example/x.css">',
        '<img src="data:image/png;base64,AAAA">',
        '<link rel="attachment" href="file:///etc/passwd">',
    ],
)
def test_nothing_is_fetched_from_anywhere(markup: str):
    with pytest.raises(NotPrintable):
        _print(markup)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(printing, "_LONGEST_SECONDS", 0.2)

    with pytest.raises(NotPrintable):
        _print("<p>Wort</p>" * 20_000)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_after_giving_up_the_next_page_prints_as_ever(monkeypatch: pytest.MonkeyPatch):
    with monkeypatch.context() as patch:
        patch.setattr(printing, "_LONGEST_SECONDS", 0.2)
        with pytest.raises(NotPrintable):
            _print("<p>Wort</p>" * 20_000)

    assert "Guten Tag" in paper.text_of(_print("Guten Tag"))


@pytest.mark.parametrize("text", ["x" * 40_000, "中" * 4_000, "ḫ" * 40_000, "a\u00a0" * 20_000])
def test_a_word_without_end_prints_in_seconds(text: str):
    before = dt.datetime.now(tz=dt.UTC)

    _print(text)

    assert dt.datetime.now(tz=dt.UTC) - before < dt.timedelta(seconds=15)


def test_markup_in_an_answer_is_text():
    text = "<script>alert(1)</script></p></body>"

    assert text in paper.text_of(_print(html.escape(text)))


def test_the_same_page_printed_twice_is_the_same_bytes():
    assert _print("Guten Tag") == _print("Guten Tag")
