"""Chooses the kind of field that fits a foreign value, and says what the kind must not add."""

from dataclasses import dataclass, field
from typing import Any, Final

from forms_engine.importing.facets import ANY, Option, first, limit, options_of, types_of
from forms_engine.importing.hints import Hint, file_types, renamed
from forms_engine.importing.keywords import Schema
from forms_engine.importing.layout_embedded import help_inside, option_inside, widget_inside

_LONG: Final = 250
_MOST_FILES: Final = 20
_BY_FORMAT: Final = {
    "email": "email",
    "idn-email": "email",
    "date": "date",
    "ba-iban": "iban",
    "ba-phone-number": "phone",
    "ba-time": "text",
}
_LONG_WIDGETS: Final = frozenset({"textarea", "TextArea", "multi", "markdown", "html", "editor"})
_FILE_FORMATS: Final = frozenset({"data-url", "binary"})


@dataclass(slots=True)
class FieldShape:
    """
    What a value is asked with.

    :param kind: a kind of field, "object", "array", or "" where there is none.
    :param node: what the node holds for it.
    :param neutral: keywords that undo what the kind would ask beyond the origin.
    :param remark: the code of what is not as in the origin.
    """

    kind: str
    node: dict[str, Any] = field(default_factory=dict)
    neutral: dict[str, Any] = field(default_factory=dict)
    help: str = ""
    remark: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What one place says about a value, and whether it counts in any case."""

    schemas: list[Schema]
    is_always: bool


def field_shape(groups: list[Said], hint: Hint, *, is_fixed: bool) -> FieldShape:
    """
    Return how a value is asked about which all these places speak.

    :param is_fixed: whether a single possible value is put in without being asked for.
    """
    flats = [schema for group in groups for schema in group.schemas]
    shape = _shape(groups, flats, hint, is_fixed=is_fixed)
    shape.help = hint.help or _help(flats)
    if hint.placeholder or option_inside(flats, "placeholder"):
        shape.node["placeholder"] = hint.placeholder or option_inside(flats, "placeholder")
    if hint.autocomplete:
        shape.node["autocomplete"] = hint.autocomplete
    default = next((flat["default"] for flat in flats if "default" in flat), None)
    scalar = isinstance(default, str | int | float | bool) and default != ""
    if scalar and shape.kind in {"text", "choice", "integer", "number", "boolean", "longtext"}:
        shape.node["default"] = default
    return shape


def _types(groups: list[Said]) -> frozenset[str]:
    always = [schema for group in groups if group.is_always for schema in group.schemas]
    if always:
        return types_of(always) - {"null"}
    return frozenset().union(*(types_of(group.schemas) for group in groups)) - {"null"}


def _options(groups: list[Said]) -> list[Option] | None:
    """Return the options of what counts always, else those of all cases together."""
    for group in groups:
        if group.is_always and (found := options_of(group.schemas)) is not None:
            return found
    if any(group.is_always for group in groups):
        return None
    together: list[Option] = []
    for group in groups:
        some = options_of(group.schemas)
        if some is None:
            return None
        together += some
    return together


def _help(flats: list[Schema]) -> str:
    texts = [first(flats, "description", "x-description"), *help_inside(flats)]
    found = [text.strip() for text in texts if isinstance(text, str) and text.strip()]
    return "\n".join(dict.fromkeys(found))


def _shape(groups: list[Said], flats: list[Schema], hint: Hint, *, is_fixed: bool) -> FieldShape:
    types = _types(groups)
    options = _scalar_options(_options(groups))
    if types and options is not None:
        return _choice(renamed(options, hint), flats, is_fixed=is_fixed)
    if types == {"array"}:
        return _array(flats, hint)
    if "string" in types and types != ANY - {"null"}:
        shape = _text(flats, hint)
        shape.remark = shape.remark or ("" if types == {"string"} else "text-only")
        return shape
    return _of_one_type(types, has_properties=any("properties" in flat for flat in flats))


def _of_one_type(types: frozenset[str], *, has_properties: bool) -> FieldShape:
    """Return the field for types that say everything; without a kind where none fits."""
    if types == {"boolean"}:
        return FieldShape("boolean")
    if types and types <= {"integer", "number"}:
        return FieldShape("integer" if types == {"integer"} else "number")
    if types and types <= {"integer", "number", "boolean"}:
        return FieldShape("number", remark="number-only")
    # Where everything is allowed, even properties do not say what is wanted.
    is_object = types == {"object"} or ("object" in types and types != ANY - {"null"})
    return FieldShape("object" if is_object and (has_properties or len(types) == 1) else "")


def _scalar_options(options: list[Option] | None) -> list[Option] | None:
    if not options:
        return None
    usable = [option for option in options if not isinstance(option["value"], dict | list)]
    usable = [option for option in usable if option["value"] is not None]
    if len(usable) < len([option for option in options if option["value"] is not None]):
        return None
    distinct: dict[str, Option] = {}
    for option in usable:
        distinct.setdefault(repr(option["value"]), option)
    return list(distinct.values()) or None


def _choice(options: list[Option], flats: list[Schema], *, is_fixed: bool) -> FieldShape:
    values = [option["value"] for option in options]
    label = option_inside(flats, "checkboxLabel")
    if values == [True]:
        return FieldShape("consent", neutral={"type": "boolean"}, label=label)
    if len(values) == 1 and is_fixed:
        return FieldShape("const", node={"value": values[0]})
    if {type(value) for value in values} == {bool} and len(values) > 1 and not label:
        named = [option for option in options if option["label"] not in {"Ja", "Nein"}]
        if not named:
            return FieldShape("boolean")
    return FieldShape("choice", {"options": options}, {"enum": [*values, None]})


def _array(flats: list[Schema], hint: Hint) -> FieldShape:
    items = [flat["items"] for flat in flats if isinstance(flat.get("items"), dict)]
    if not items or any("prefixItems" in flat for flat in flats):
        return FieldShape("array")
    options = _scalar_options(options_of([*items, *_inner(items)]))
    if options is not None:
        neutral = {"type": "array", "uniqueItems": False, "minItems": 0, "items": True}
        return FieldShape("choices", {"options": renamed(options, hint)}, neutral)
    if any(_is_file(item) for item in items):
        most = limit(flats, "maxItems")
        node: dict[str, Any] = {"max_count": max(2, int(most)) if most else _MOST_FILES}
        _add_accept(node, flats, hint)
        neutral = {"type": "array", "uniqueItems": False, "minItems": 0, "maxItems": 1_000_000}
        return FieldShape("file", node, neutral)
    return FieldShape("array")


def _inner(items: list[Schema]) -> list[Schema]:
    return [each for item in items for each in item.get("allOf", [])]


def _is_file(schema: Schema) -> bool:
    return bool(schema.get("baFile")) or schema.get("foreignFormat") == "ba-file-uuid"


def _add_accept(node: dict[str, Any], flats: list[Schema], hint: Hint) -> None:
    accept = hint.accept or file_types(option_inside(flats, "accept"))
    if accept:
        node["accept"] = accept


def _text(flats: list[Schema], hint: Hint) -> FieldShape:
    if any(_is_file(flat) for flat in flats):
        node: dict[str, Any] = {}
        _add_accept(node, flats, hint)
        return FieldShape("file", node, {"type": "string", "format": "uuid"})
    form = first(flats, "foreignFormat")
    if form in _FILE_FORMATS or first(flats, "contentEncoding"):
        return FieldShape("text", remark="file-as-text")
    if form in _BY_FORMAT:
        kind = _BY_FORMAT[form]
        neutral: dict[str, Any] = {"maxLength": 1_000} if kind == "phone" else {}
        return FieldShape(kind, neutral=neutral if kind != "text" else {"minLength": 0})
    longest = limit(flats, "maxLength")
    widget = hint.widget or widget_inside(flats)
    is_long = widget in _LONG_WIDGETS or (longest or 0) > _LONG
    remark = "time-with-offset" if form in {"time", "date-time"} else ""
    return FieldShape("longtext" if is_long else "text", neutral={"minLength": 0}, remark=remark)
