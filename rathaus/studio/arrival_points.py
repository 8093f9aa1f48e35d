"""What a process that was taken over has and lacks here, point by point, with where to mend it."""

from dataclasses import dataclass, field
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms_engine.definition import Definition
from rathaus.notices.demands import told
from rathaus.notices.rehearsing import faults_of
from rathaus.processes.demands import Unmet
from rathaus.processes.examples import Result, run_examples
from rathaus.processes.models import Process
from rathaus.sharing import arriving
from rathaus.studio.language_names import language_name
from rathaus.studio.trying_sentences import said


@dataclass(frozen=True)
class Line:
    """
    Something that is missing.

    :param example_id: the test case that says something else here.
    :param more: what is different, in sentences.
    """

    text: str
    address: str = ""
    example_id: int | None = None
    more: tuple[str, ...] = ()


@dataclass(frozen=True)
class Point:
    """
    One thing that has to be in order before the process goes online here.

    :param fine: what is said when nothing is missing.
    """

    key: str
    title: str
    fine: str
    lines: list[Line] = field(default_factory=list)

    @property
    def is_fine(self) -> bool:
        """Say whether nothing is missing."""
        return not self.lines


@dataclass(frozen=True)
class Arrival:
    """All points, and how many are not in order."""

    points: list[Point]
    unmet: list[Unmet]

    @property
    def is_ready(self) -> bool:
        """Say whether the process can go online here."""
        return all(point.is_fine for point in self.points)

    @property
    def open_points(self) -> list[Point]:
        """Return what is not in order."""
        return [point for point in self.points if not point.is_fine]


_PLACES: Final = {
    "role_unmapped": ("studio:city-values", "#id_role-{at}"),
    "parameter_unset": ("studio:city-values", "#id_parameter-{at}"),
    "parameter_unfit": ("studio:city-values", "#id_parameter-{at}"),
    "example_fails": ("studio:trying", "#fall-{at}"),
    "language_incomplete": ("studio:languages", "?sprache={at}"),
    "letter_fails": ("studio:afterwards", ""),
    "findings_wrong": ("studio:checks", "#fehler"),
    "findings_barrier": ("studio:checks", "#warnungen"),
}
_POINTS: Final = (
    ("roles", gettext_lazy("Zuständigkeit"), gettext_lazy("Jede Aufgabe hat ein Amt."),
     {"role_unmapped"}),
    ("values", gettext_lazy("Beträge, Fristen und Listen"),
     gettext_lazy("Alle Werte Ihrer Stadt sind gesetzt."), {"parameter_unset", "parameter_unfit"}),
    ("examples", gettext_lazy("Testfälle"),
     gettext_lazy("Alle mitgekommenen Testfälle bestehen mit Ihren Werten."), {"example_fails"}),
    ("letters", gettext_lazy("Bescheide und Eingangsbestätigung"),
     gettext_lazy("Mit kurzen und mit sehr langen Angaben gedruckt: alles passt."),
     {"letter_fails"}),
    ("languages", gettext_lazy("Sprachen"), gettext_lazy("Alle Sprachen sind vollständig."),
     {"language_incomplete"}),
    ("checks", gettext_lazy("Prüfliste"), gettext_lazy("Keine Fehler."), {"findings_wrong"}),
    ("barriers", gettext_lazy("Barrierefreiheit"), gettext_lazy("Keine offenen Warnungen."),
     {"findings_barrier"}),
)  # fmt: skip


def arrival_of(process: Process, definition: Definition) -> Arrival | None:
    """Return how a process stands here; None if it was not taken over."""
    if not arriving.was_taken_over(process):
        return None
    results = run_examples(process, definition) if arriving.is_in_form(definition) else []
    unmet = list(arriving.lacking_here(process, definition, results=results))
    if any(each.code == "findings_wrong" for each in unmet):
        wait = _("Die Schreiben werden geprüft, sobald die Prüfliste keine Fehler mehr enthält.")
        unmet.append(Unmet("letter_fails", wait))
    else:
        unmet += [told(fault) for fault in faults_of(process, definition)]
    failing = {str(each.example.pk): each for each in results if not each.passed}
    points = [
        Point(
            key,
            str(title),
            str(fine) if results or key != "examples" else _("Es kamen keine Testfälle mit."),
            [line_of(process, each, failing.get(each.at)) for each in unmet if each.code in codes],
        )
        for key, title, fine, codes in _POINTS
    ]
    return Arrival(points, unmet)


def line_of(process: Process, unmet: Unmet, result: Result | None = None) -> Line:
    """Return something that is missing with where it is put right."""
    name, rest = _PLACES.get(unmet.code, ("studio:process", ""))
    address = reverse(name, args=[process.pk]) + rest.format(at=unmet.at)
    text = unmet.sentence
    if unmet.code == "language_incomplete":
        text = text.replace(f"„{unmet.at}“", f"„{language_name(unmet.at)}“")
    if result is None:
        return Line(text, address)
    sentences = tuple(dict.fromkeys(said(each) for each in result.differences))
    return Line(result.example.name, address, example_id=result.example.pk, more=sentences)


def lines_of(process: Process, unmet: list[Unmet]) -> list[Line]:
    """Return everything that is missing with where it is put right."""
    return [line_of(process, each) for each in unmet]


__all__ = ["Arrival", "Line", "Point", "arrival_of", "lines_of"]
