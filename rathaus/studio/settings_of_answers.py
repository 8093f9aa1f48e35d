"""What can be set of what an answer consists of: options, files, parts, calculations, defaults."""

from collections.abc import Iterator
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from forms_engine.definition import Definition, Node
from forms_engine.editing.options import options_from_text
from forms_engine.errors import Unreadable
from forms_engine.kinds import KINDS
from rathaus.studio.setting import Setting

_MEGABYTE: Final = 1024 * 1024
_FILE_TYPES: Final = [
    ("application/pdf", "PDF"),
    ("image/jpeg", "JPEG"),
    ("image/png", "PNG"),
    ("image/heic", "HEIC"),
]
PARTS: Final = {
    "address": [
        ("extra", _("Zusatz")),
        ("country", _("Land")),
    ],
    "person": [
        ("title", _("Titel")),
        ("birth_name", _("Geburtsname")),
        ("birth_date", _("Geburtsdatum")),
        ("birth_place", _("Geburtsort")),
        ("nationality", _("Staatsangehörigkeit")),
        ("email", _("E-Mail")),
        ("phone", _("Telefon")),
    ],
}


class DefaultField(forms.CharField):
    """What stands in a field at first, typed as a citizen would type it."""

    def __init__(self, *, node: Node, **kwargs: Any) -> None:
        self.node = node
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        """Return the value behind what was typed."""
        try:
            return KINDS[self.node["kind"]].clean(super().clean(value), self.node)
        except Unreadable as wrong:
            raise forms.ValidationError(
                _("So kann das niemand antworten. Schreiben Sie eine Antwort, die passt.")
            ) from wrong


def default_of(node: Node, kind: str) -> Setting:
    """Return what stands in the field at first."""
    return Setting(
        "default",
        "default",
        lambda: DefaultField(node=node, label=_("Vorbelegung"), required=False),
        lambda current: KINDS[kind].shown(current.get("default"), node),
        lambda _before, typed: typed,
        "more",
        lambda value: KINDS[kind].shown(value, node),
    )


def options_of_city(definition: Definition) -> Setting | None:
    """Return the choice of a value of the city that lists the answers, if there is any."""
    lists = [
        (name, str(parameter.get("label", name)))
        for name, parameter in definition.get("parameters", {}).items()
        if isinstance(parameter.get("schema"), dict) and parameter["schema"].get("type") == "array"
    ]
    if not lists:
        return None

    def write(before: Any, typed: Any) -> Any:
        if typed:
            return {"parameter": typed}
        return before if isinstance(before, list) else []

    return Setting(
        "options_parameter",
        "options",
        lambda: forms.ChoiceField(
            label=_("Antworten aus einem Wert der Stadt"),
            required=False,
            choices=[("", _("nein, überall dieselben")), *lists],
        ),
        lambda node: node["options"]["parameter"] if isinstance(node.get("options"), dict) else "",
        write,
        "more",
    )


def options_of(node: Node) -> Setting:
    """Return the answers to choose from, one a line."""
    before = node.get("options") or []

    def read(current: Node) -> str:
        options = current.get("options")
        return "\n".join(str(each.get("label", "")) for each in options or [])

    return Setting(
        "options",
        "options",
        lambda: forms.CharField(
            label=_("Antworten"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 6}),
            help_text=_(
                "Eine Antwort je Zeile. Sie können auch eine Spalte aus Excel einfügen; "
                "aus zwei Spalten werden Wert und Antwort."
            ),
        ),
        read,
        lambda _before, typed: options_from_text(typed, before),
    )


def of_file() -> Iterator[Setting]:
    """Return what files may be like."""
    yield Setting(
        "accept",
        "accept",
        lambda: forms.MultipleChoiceField(
            label=_("Erlaubte Dateien"),
            required=False,
            choices=_FILE_TYPES,
            widget=forms.CheckboxSelectMultiple,
        ),
        lambda node: list(node.get("accept", [])),
        lambda _before, typed: list(typed) or None,
        "check",
    )
    yield Setting(
        "megabytes",
        "max_size",
        lambda: forms.IntegerField(
            label=_("Höchstens so viele Megabyte"), required=False, min_value=1, max_value=100
        ),
        lambda node: node["max_size"] // _MEGABYTE or None if "max_size" in node else None,
        lambda _before, typed: typed * _MEGABYTE if typed else None,
        "check",
    )
    yield Setting(
        "max_count",
        "max_count",
        lambda: forms.IntegerField(
            label=_("Höchstens so viele Dateien"), required=False, min_value=1, max_value=100
        ),
        lambda node: node.get("max_count"),
        lambda _before, typed: typed,
        "check",
    )


def parts_of(kind: str) -> Setting:
    """Return what is asked besides what every address or person has."""
    return Setting(
        "parts",
        "parts",
        lambda: forms.MultipleChoiceField(
            label=_("Außerdem fragen nach"),
            required=False,
            choices=PARTS[kind],
            widget=forms.CheckboxSelectMultiple,
        ),
        lambda node: [part.rstrip("?!") for part in node.get("parts", [])],
        _write_parts,
    )


def _write_parts(before: Any, typed: Any) -> Any:
    marks = {part.rstrip("?!"): part for part in before or []}
    return [marks.get(part, part) for part in typed] or None


def of_calculation(definition: Definition, node_id: str) -> Iterator[Setting]:
    """Return how a value is worked out, and from what."""
    numbers = [
        (each, str(node.get("label") or each))
        for each, node in definition["nodes"].items()
        if node["kind"] in {"number", "integer", "money", "calculated", "list", "text"}
        and each != node_id
    ]
    ways = [
        ("sum", _("Summe")),
        ("product", _("Produkt")),
        ("count", _("Anzahl der Einträge einer Liste")),
        ("join", _("Aneinandergereiht")),
    ]

    def way_of(node: Node) -> str:
        return next((way for way, _label in ways if way in (node.get("calculate") or {})), "")

    def members_of(node: Node) -> list[str]:
        members = (node.get("calculate") or {}).get(way_of(node), [])
        return [members] if isinstance(members, str) else list(members)

    def write_way(before: Any, typed: Any) -> Any:
        members = members_of({"calculate": before})
        return _calculation(typed, members)

    def write_members(before: Any, typed: Any) -> Any:
        return _calculation(way_of({"calculate": before}) or "sum", list(typed))

    yield Setting(
        "way",
        "calculate",
        lambda: forms.ChoiceField(label=_("Berechnung"), required=False, choices=ways),
        way_of,
        write_way,
    )
    yield Setting(
        "members",
        "calculate",
        lambda: forms.MultipleChoiceField(
            label=_("aus"), required=False, choices=numbers, widget=forms.CheckboxSelectMultiple
        ),
        members_of,
        write_members,
    )
    yield Setting(
        "as",
        "as",
        lambda: forms.ChoiceField(
            label=_("Ergebnis"),
            required=False,
            choices=[("", _("Zahl oder Text")), ("money", _("Betrag in Euro"))],
        ),
        lambda node: node.get("as", "") if node.get("as") == "money" else "",
        lambda _before, typed: typed or None,
    )


def _calculation(way: str, members: list[str]) -> Any:
    if not members:
        return None
    return {way: members[0] if way == "count" else members}
