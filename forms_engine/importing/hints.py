"""What a layout beside or inside a schema says about a question: its words, its order, its look."""

from dataclasses import dataclass, field

from forms_engine.importing.branching import Path, PathCondition
from forms_engine.importing.facets import Option, said


@dataclass(slots=True)
class Hint:
    """
    What a layout says about the answer at one path.

    :param when: a rule of the layout that shows or hides it.
    :param order: the order of the properties inside, as far as the layout states it.
    """

    label: str = ""
    help: str = ""
    placeholder: str = ""
    widget: str = ""
    autocomplete: str = ""
    accept: list[str] = field(default_factory=list)
    option_names: list[str] = field(default_factory=list)
    option_labels: dict[str, str] = field(default_factory=dict)
    when: list[PathCondition] = field(default_factory=list)
    order: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Note:
    """A text of the layout that belongs to no answer."""

    text: str
    heading: str = ""
    when: list[PathCondition] = field(default_factory=list)


@dataclass(slots=True)
class LayoutPage:
    """A page as the layout states it: its title and, in order, paths of answers and notes."""

    title: str
    content: list[Path | Note] = field(default_factory=list)
    when: list[PathCondition] = field(default_factory=list)
    summary: str = ""


@dataclass(slots=True)
class Layout:
    """Everything that a layout says; empty for a plain schema."""

    hints: dict[Path, Hint] = field(default_factory=dict)
    pages: list[LayoutPage] = field(default_factory=list)
    title: str = ""

    def at(self, path: Path) -> Hint:
        """Return what is known about a path, to read or to add to."""
        return self.hints.setdefault(path, Hint())


def renamed(options: list[Option], hint: Hint) -> list[Option]:
    """Return options with a layout's names for them."""
    names = hint.option_names
    return [
        {
            "value": option["value"],
            "label": names[number]
            if number < len(names)
            else hint.option_labels.get(said(option["value"]), option["label"]),
        }
        for number, option in enumerate(options)
    ]


def file_types(accepted: str) -> list[str]:
    """Return the media types behind `accept` of a file input: ".pdf,.jpg" or "image/png"."""
    known = {
        ".pdf": "application/pdf",
        ".jpg": "image/jpeg",
        ".jpeg": "image/jpeg",
        ".png": "image/png",
        ".doc": "application/msword",
        ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".zip": "application/zip",
    }
    parts = [part.strip().lower() for part in accepted.split(",")]
    types = [known.get(part, part if "/" in part else "") for part in parts]
    return list(dict.fromkeys(each for each in types if each))
