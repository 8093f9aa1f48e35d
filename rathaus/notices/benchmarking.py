"""Measures what our letters cost beside a bare warm WeasyPrint call of the same page."""

import io
import resource
import statistics
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils import timezone, translation

from rathaus.cases.models import Case
from rathaus.notices import printing, sheet
from rathaus.notices.attachment import submission_json
from rathaus.notices.letter import print_notice, write_notice
from rathaus.notices.wording import OFFICIAL_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Callable

_STATM = Path("/proc/self/statm")


@dataclass(frozen=True)
class LetterSpeed:
    """Processor milliseconds for a letter: the medians of interleaved rounds."""

    ours: float
    # The same page as PDF/A-3a with the same file attached.
    bare: float
    # The same page as an ordinary PDF, neither tagged nor archivable.
    bare_plain: float

    @property
    def ratio(self) -> float:
        """How many times a bare call our letter costs."""
        return self.ours / self.bare

    @property
    def per_second(self) -> float:
        """Letters a second on one core."""
        return 1000 / self.ours


@dataclass(frozen=True)
class LetterMemory:
    """Resident memory in MB after some letters in one process."""

    after_200: float
    after_500: float

    @property
    def ratio(self) -> float:
        """How much a warm process still grows."""
        return self.after_500 / self.after_200


def letter_speed(case: Case, *, rounds: int = 40) -> LetterSpeed:
    """Print the notice of a decided case in turns with bare calls; the city has to be chosen."""
    at = timezone.now()
    with translation.override(OFFICIAL_LANGUAGE):
        around, letter = write_notice(case, at=at)
        html = render_to_string("notices/letter.html", {"sheet": around, "letter": letter})
    content = submission_json(case.submission).content
    ways: dict[str, Callable[[], object]] = {
        "ours": lambda: print_notice(case, at=at),
        "bare": lambda: _bare(html, case=case, content=content, variant=printing.VARIANT),
        "bare_plain": lambda: _bare(html, case=case, content=None, variant=None),
    }
    spent: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(rounds + 3):
        for name, way in ways.items():
            before = time.process_time()
            way()
            # The first turns warm up fonts and caches.
            if turn >= 3:  # noqa: PLR2004
                spent[name].append((time.process_time() - before) * 1000)
    return LetterSpeed(**{name: statistics.median(times) for name, times in spent.items()})


def letter_memory(case: Case) -> LetterMemory:
    """Print 500 letters and look at the process's memory on the way."""
    measured = []
    for first, last in ((0, 200), (200, 500)):
        for _number in range(first, last):
            print_notice(case, at=timezone.now())
        measured.append(_resident_mb())
    return LetterMemory(*measured)


def _bare(html: str, *, case: Case, content: bytes | None, variant: str | None) -> bytes:
    from weasyprint import HTML, Attachment

    press = printing._press()
    files = [Attachment(file_obj=io.BytesIO(content), name="antrag.json")] if content else []
    pdf: bytes = HTML(string=html, url_fetcher=press.fetcher).write_pdf(
        stylesheets=[press.stylesheet, printing._in_colour(sheet.colour_of(case.city))],
        font_config=press.fonts,
        pdf_variant=variant,
        attachments=files,
    )
    return pdf


def _resident_mb() -> float:
    if _STATM.exists():
        return int(_STATM.read_text().split()[1]) * resource.getpagesize() / 1_000_000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
