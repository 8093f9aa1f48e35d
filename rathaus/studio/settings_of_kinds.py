"""What can be set of each kind of node, in the words of staff, and where the document keeps it."""

from collections.abc import Iterator
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from forms_engine.definition import STRUCTURE, Definition, Node
from forms_engine.kinds import KINDS, Kind
from rathaus.studio.setting import Setting
from rathaus.studio.settings_of_answers import (
    PARTS,
    default_of,
    of_calculation,
    of_file,
    options_of,
    options_of_city,
    parts_of,
)

# Tokens that browsers know (HTML, autofill); they fill in what a person typed elsewhere.
_AUTOCOMPLETE: Final = [
    ("", _("keine")),
    ("name", _("Name")),
    ("given-name", _("Vorname")),
    ("family-name", _("Nachname")),
    ("bday", _("Geburtsdatum")),
    ("email", _("E-Mail")),
    ("tel", _("Telefon")),
    ("organization", _("Firma")),
    ("street-address", _("Straße und Hausnummer")),
    ("postal-code", _("Postleitzahl")),
    ("address-level2", _("Ort")),
]


# Kinds whose first value is typed into one line.
_TYPED_DEFAULTS: Final = frozenset(
    {"text", "longtext", "email", "phone", "number", "integer", "money", "postcode"}
)


def settings_for(definition: Definition, node_id: str) -> list[Setting]:
    """Return what can be set of a node, in the order of its form."""
    node = definition["nodes"][node_id]
    kind = node["kind"]
    if kind in STRUCTURE:
        return list(_of_structure(kind))
    return list(_of_field(definition, node_id, node, kind))


def _of_structure(kind: str) -> Iterator[Setting]:
    labels = {
        "page": _("Titel der Seite"),
        "group": _("Überschrift der Gruppe"),
        "list": _("Wie heißt ein Eintrag?"),
    }
    yield _text("title", label=labels[kind])
    if kind == "page":
        yield _text("summary", label=_("Einleitung"), rows=2)
    if kind == "list":
        yield _fact("minItems", _("Mindestens so viele Einträge"), level="simple")
        yield _fact("maxItems", _("Höchstens so viele Einträge"), level="simple")


def _of_field(definition: Definition, node_id: str, node: Node, kind: str) -> Iterator[Setting]:
    registered: Kind = KINDS[kind]
    yield _text("label", label=_("Überschrift") if kind == "note" else _("Frage"))
    if kind == "note":
        yield _text("text", label=_("Text"), rows=4)
        return
    yield _text("help", label=_("Hilfetext"), rows=2)
    if kind in {"choice", "choices"} and not isinstance(node.get("options"), dict):
        yield options_of(node)
    if kind in {"choice", "choices"} and (of_city := options_of_city(definition)):
        yield of_city
    if kind not in {"const", "calculated"}:
        yield _yes_or_no("required", _("Pflicht"))
    yield from _of_kind(definition, node_id, kind)
    if registered.has_value and not registered.is_hidden:
        if kind in {"text", "longtext", "email", "phone", "number", "integer"}:
            yield _text("placeholder", label=_("Beispiel im Feld"), level="more")
        if kind in _TYPED_DEFAULTS:
            yield default_of(node, kind)
        yield _select("autocomplete", _("Vom Browser ausfüllen lassen als"), _AUTOCOMPLETE)
    yield _text(
        "purpose",
        label=_("Zweck"),
        help_text=_("Wozu wird die Antwort gebraucht? Für das Verzeichnis der Verarbeitung."),
        rows=2,
        level="data",
    )


def _of_kind(definition: Definition, node_id: str, kind: str) -> Iterator[Setting]:
    if kind in {"text", "longtext"}:
        yield _fact("minLength", _("Mindestens so viele Zeichen"))
        yield _fact("maxLength", _("Höchstens so viele Zeichen"))
        yield _digits()
        yield _pattern()
    if kind in {"integer", "number"}:
        yield _fact("minimum", _("Mindestens"), is_whole=kind == "integer")
        yield _fact("maximum", _("Höchstens"), is_whole=kind == "integer")
        yield _text("unit", label=_("Einheit"), level="check")
    if kind == "choices":
        yield _fact("minItems", _("Mindestens so viele Antworten"))
        yield _fact("maxItems", _("Höchstens so viele Antworten"))
    if kind == "file":
        yield from of_file()
    if kind in PARTS:
        yield parts_of(kind)
    if kind == "const":
        yield _text("value", label=_("Wert"))
    if kind == "calculated":
        yield from of_calculation(definition, node_id)


def _text(
    name: str, *, label: Any, rows: int = 1, level: str = "simple", help_text: Any = ""
) -> Setting:
    widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
    return Setting(
        name,
        name,
        lambda: forms.CharField(label=label, required=False, widget=widget, help_text=help_text),
        lambda node: str(node.get(name) or ""),
        lambda _before, typed: typed or None,
        level,
    )


def _yes_or_no(name: str, label: Any) -> Setting:
    return Setting(
        name,
        name,
        lambda: forms.BooleanField(label=label, required=False),
        lambda node: bool(node.get(name)),
        lambda _before, typed: bool(typed),
    )


def _select(name: str, label: Any, choices: list[tuple[str, Any]]) -> Setting:
    def field() -> forms.Field:
        return forms.ChoiceField(label=label, required=False, choices=choices)

    known = {value for value, _label in choices}
    return Setting(
        name,
        name,
        field,
        lambda node: node.get(name, "") if node.get(name, "") in known else "",
        lambda _before, typed: typed or None,
        "more",
    )


def _fact(keyword: str, label: Any, *, is_whole: bool = True, level: str = "check") -> Setting:
    """Return a bound that the schema keeps under a keyword."""

    def field() -> forms.Field:
        if is_whole:
            return forms.IntegerField(label=label, required=False, localize=True)
        return forms.DecimalField(label=label, required=False, localize=True)

    def write(schema: Any, typed: Any) -> Any:
        facts = dict(schema) if isinstance(schema, dict) else {}
        facts.pop(keyword, None)
        if typed is not None:
            is_int = is_whole or typed == typed.to_integral_value()
            facts[keyword] = int(typed) if is_int else float(typed)
        return facts or None

    return Setting(keyword, "schema", field, lambda node: _schema(node).get(keyword), write, level)


def _schema(node: Node) -> dict[str, Any]:
    schema = node.get("schema")
    return schema if isinstance(schema, dict) else {}


def _digits() -> Setting:
    """Return the commonest pattern of all: so many digits, nothing else."""

    def read(node: Node) -> int | None:
        pattern = str(_schema(node).get("pattern", ""))
        inner = pattern.removeprefix("^[0-9]{").removesuffix("}$")
        return int(inner) if f"^[0-9]{{{inner}}}$" == pattern and inner.isdigit() else None

    def write(schema: Any, typed: Any) -> Any:
        facts = {key: each for key, each in (schema or {}).items() if key != "pattern"}
        return {**facts, "pattern": f"^[0-9]{{{typed}}}$"} if typed else facts or None

    return Setting(
        "digits",
        "schema",
        lambda: forms.IntegerField(
            label=_("Genau so viele Ziffern"), required=False, min_value=1, max_value=100
        ),
        read,
        write,
        "check",
    )


def _pattern() -> Setting:
    def read(node: Node) -> str:
        return "" if _digits().read(node) else str(_schema(node).get("pattern", ""))

    def write(schema: Any, typed: Any) -> Any:
        facts = {key: each for key, each in (schema or {}).items() if key != "pattern"}
        return {**facts, "pattern": typed} if typed else facts or None

    return Setting(
        "pattern",
        "schema",
        lambda: forms.CharField(
            label=_("Muster"),
            required=False,
            help_text=_("Für Fachleute: ein regulärer Ausdruck, etwa ^[A-Z]{2}[0-9]{4}$"),
        ),
        read,
        write,
        "more",
    )
