"""Prints a page of HTML as a tagged, archivable PDF (PDF/A-3a), with a press that stays warm."""

import atexit
import datetime as dt
import functools
import io
import logging
import signal
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from rathaus.notices.fonts import FACES, typeset

logger = logging.getLogger(__name__)

VARIANT = "pdf/a-3a"
STYLESHEET = "templates/notices/letter.css"
_FONT_ADDRESS = "letter-font:"
_LONGEST_SECONDS = 120.0
_SECONDS_BETWEEN_CALLS = 0.1
# Pango's font map is not made for two threads at once.
_one_at_a_time = threading.Lock()


class NotPrintable(Exception):
    """A page asked for something from outside, or took too long."""


@dataclass(frozen=True)
class Attached:
    """A file that travels inside the PDF."""

    name: str
    description: str
    content: bytes


@dataclass(frozen=True)
class _Press:
    """What is costly to make and the same for every letter: fonts and stylesheet."""

    fonts: Any
    stylesheet: Any
    fetcher: Any


@functools.cache
def _press() -> _Press:
    for chatty in ("weasyprint.progress", "fontTools"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    files = {
        f"{_FONT_ADDRESS}{number}-{weight}": face.path(bold=weight == "600")
        for number, face in enumerate(FACES)
        for weight in ("400", "600")
    }

    class OwnFontsOnly(URLFetcher):
        """Hands out our own fonts and refuses every other address."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002
            if url not in files:
                raise NotPrintable(f"A letter may not fetch {url[:80]!r}.")
            return URLFetcherResponse(url, files[url].read_bytes())

    fonts, fetcher = FontConfiguration(), OwnFontsOnly(fail_on_errors=True)
    stylesheet = CSS(
        string=_font_faces() + (Path(settings.BASE_DIR) / STYLESHEET).read_text("utf-8"),
        font_config=fonts,
        url_fetcher=fetcher,
    )
    # WeasyPrint's own clean-up of unpacked fonts fails while Python is shutting down.
    atexit.register(_press.cache_clear)
    return _Press(fonts=fonts, stylesheet=stylesheet, fetcher=fetcher)


def _font_faces() -> str:
    return "".join(
        f"@font-face{{font-family:'{face.family}';font-weight:{weight};"
        f"src:url('{_FONT_ADDRESS}{number}-{weight}')}}"
        for number, face in enumerate(FACES)
        for weight in ("400", "600")
    )


@functools.lru_cache(maxsize=64)
def _in_colour(colour: str) -> Any:
    from weasyprint import CSS

    return CSS(string=f":root{{--city:{colour}}}")


def print_pdf(
    html: str, *, colour: str, attached: Sequence[Attached] = (), at: dt.datetime
) -> bytes:
    """
    Return the PDF of a page that is set by `templates/notices/letter.css`.

    :param html: every text in it escaped; characters without a font are written out.
    :param colour: of the city, as `#rrggbb`.
    :raises NotPrintable: if it wants to fetch something, or takes too long.
    """
    from weasyprint import HTML, Attachment
    from weasyprint.urls import FatalURLFetchingError

    page = typeset(html)
    if page.missing:
        codes = ", ".join(sorted(f"U+{ord(letter):04X}" for letter in page.missing))
        logger.warning("No font has %s; the letter says so in their place.", codes)
    press = _press()
    attachments = [
        Attachment(
            file_obj=io.BytesIO(file.content),
            name=file.name,
            description=file.description,
            created=at.astimezone(dt.UTC),
            modified=at.astimezone(dt.UTC),
            relationship="Data",
        )
        for file in attached
    ]
    try:
        with _one_at_a_time, _within(_LONGEST_SECONDS), warnings.catch_warnings():
            # WeasyPrint 70 leaves the file of its colour profile to the garbage collector.
            warnings.simplefilter("ignore", ResourceWarning)
            document = HTML(string=page.html, url_fetcher=press.fetcher)
            pdf: bytes = document.write_pdf(
                stylesheets=[press.stylesheet, _in_colour(colour)],
                font_config=press.fonts,
                pdf_variant=VARIANT,
                attachments=attachments,
                finisher=_name_attached_once,
            )
    except FatalURLFetchingError as refused:
        raise NotPrintable(str(refused)) from refused
    return pdf


def _name_attached_once(_document: Any, pdf: Any) -> None:
    """WeasyPrint 70 lists every attached file twice in /AF."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = list(dict.fromkeys(pdf.catalog["AF"]))


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Give up after a while; only a process's main thread can be called back."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def give_up(_number: int, _frame: Any) -> None:
        raise NotPrintable(f"The letter was not printed within {seconds:.0f} seconds.")

    before = signal.signal(signal.SIGALRM, give_up)
    # Again and again, since an exception inside a callback of C code is swallowed.
    signal.setitimer(signal.ITIMER_REAL, seconds, _SECONDS_BETWEEN_CALLS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
