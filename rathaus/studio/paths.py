"""The way through a form: its pages one after the other, which are left out when, and the end."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from forms_engine.conditions import sentence
from forms_engine.definition import Definition, label_of, walk
from rathaus.studio.spoken import language_here

_WIDTH, _HEIGHT, _GAP, _LEFT, _TOP = 300, 46, 26, 60, 10
_SKIP = 34
_LONGEST = 34


@dataclass
class Stop:
    """A page on the way; `when` is empty where everybody meets it."""

    node_id: str
    number: int
    title: str
    when: str = ""
    questions: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Box:
    """A page in the picture, with the line that leads past it where it is conditional."""

    y: int
    middle: int
    text: str
    kind: str
    line: str
    skip: str


@dataclass(frozen=True)
class Picture:
    """The way as boxes, in a coordinate system of its own."""

    width: int
    height: int
    left: int
    box_width: int
    box_height: int
    text_x: int
    boxes: list[Box]


def way_through(definition: Definition) -> list[Stop]:
    """Return the pages in their order, with the questions that only some people are asked."""
    stops: dict[str, Stop] = {}
    for number, page_id in enumerate(definition["order"], start=1):
        node = definition["nodes"][page_id]
        stops[page_id] = Stop(page_id, number, label_of(node), _when(definition, page_id))
    for placed in walk(definition):
        if placed.node_id not in stops and "show_when" in placed.node:
            name = label_of(placed.node) or placed.node_id
            stops[placed.page_id].questions.append((name, _when(definition, placed.node_id)))
    return list(stops.values())


def _when(definition: Definition, node_id: str) -> str:
    condition = definition["nodes"][node_id].get("show_when")
    return "" if condition is None else sentence(condition, definition, language_here())


def picture_of(stops: list[Stop]) -> Picture:
    """Return where each page stands in the picture, from top to bottom."""
    words = [(f"{stop.number} {stop.title}", "conditional" if stop.when else "always")
             for stop in stops]  # fmt: skip
    words += [(_("Angaben prüfen"), "end"), (_("Absenden"), "end")]
    step = _HEIGHT + _GAP
    middle = _LEFT + _WIDTH // 2
    boxes = []
    for place, (text, kind) in enumerate(words):
        y = _TOP + place * step
        is_last = place == len(words) - 1
        line = "" if is_last else f"M {middle} {y + _HEIGHT} V {y + step}"
        before, after = y - _GAP // 2, y + _HEIGHT + _GAP // 2
        skip = f"M {middle} {before} H {_LEFT - _SKIP} V {after} H {middle}"
        short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        boxes.append(Box(y, y + _HEIGHT // 2 + 5, short, kind, line,
                         skip if kind == "conditional" else ""))  # fmt: skip
    height = _TOP * 2 + len(words) * step - _GAP
    width = _LEFT + _WIDTH + _TOP
    return Picture(width, height, _LEFT, _WIDTH, _HEIGHT, _LEFT + 16, boxes)
