"""Tells which language a file is written in, and which files belong together."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from forms_engine.definition import FORMAT
from forms_engine.importing.keywords import MANY, NAMED, ONE
from forms_engine.importing.reading import SourceFile

_SCHEMA_WORDS: Final = frozenset(
    {"properties", "$schema", "$ref", "$defs", "definitions", "allOf", "anyOf", "oneOf", "items"}
)
_LAYOUTS: Final = frozenset(
    {
        "VerticalLayout", "HorizontalLayout", "Group", "Categorization", "Category", "Control",
        "ListWithDetail", "Label",
    }
)  # fmt: skip


@dataclass(slots=True)
class Part:
    """One JSON value of a form and the file it stands in."""

    file: str
    value: Any


@dataclass(slots=True)
class Form:
    """
    What belongs to one form.

    :param language: "rathaus", "json-schema", or "" for what is none we read.
    """

    name: str
    language: str
    main: Part
    json_forms: Part | None = None
    rjsf: Part | None = None
    meta: Part | None = None
    others: list[Part] = field(default_factory=list)
    unknown: list[Part] = field(default_factory=list)


def language_of(value: Any) -> str:
    """Return which of the languages of `_LANGUAGES` a value is written in, or ""."""
    if not isinstance(value, dict):
        return ""
    return next((name for name, fits in _LANGUAGES if fits(value)), "")


def _is_rathaus(value: dict[str, Any]) -> bool:
    return isinstance(value.get("format"), str) and value["format"].startswith("rathaus-process/")


def _is_json_forms(value: dict[str, Any]) -> bool:
    return str(value.get("type")) in _LAYOUTS and not _SCHEMA_WORDS & value.keys()


def _is_schema_with_layout(value: dict[str, Any]) -> bool:
    layouts = {"uischema", "uiSchema", "form", "layout"}
    return isinstance(value.get("schema"), dict) and bool(
        layouts & value.keys() or value.keys() == {"schema"}
    )


def _is_bratislava_meta(value: dict[str, Any]) -> bool:
    return "jsonVersion" in value and "slug" in value


def _is_json_schema(value: dict[str, Any]) -> bool:
    words = _SCHEMA_WORDS | MANY | (ONE - {"items"}) | NAMED | {"type"}
    return bool(value.keys() & words)


def _is_rjsf(value: dict[str, Any]) -> bool:
    if _SCHEMA_WORDS - {"items"} & value.keys():
        return False
    waiting: list[Any] = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            if any(isinstance(key, str) and key.startswith("ui:") for key in each):
                return True
            waiting.extend(each.values())
    return False


# In the order in which they are tried: the first that fits is taken.
_LANGUAGES: Final[tuple[tuple[str, Callable[[dict[str, Any]], bool]], ...]] = (
    ("rathaus", _is_rathaus),
    ("json-forms", _is_json_forms),
    ("both", _is_schema_with_layout),
    ("bratislava-meta", _is_bratislava_meta),
    ("rjsf", _is_rjsf),
    ("json-schema", _is_json_schema),
)


def forms_in(parts: list[tuple[SourceFile, Any]]) -> list[Form]:
    """
    Return the forms among files that were given together.

    A layout belongs to the schema of its folder, else to the schema given before it, else to the
    first one. A schema that another one refers to by file name or `$id` is no form of its own.
    """
    referred = _referred(parts)
    forms: list[Form] = []
    layouts: list[tuple[Part, str, int]] = []
    for file, value in parts:
        part = Part(file.name, value)
        language = language_of(value)
        if language == "both":
            forms.append(_both(file.name, value))
        elif language == "json-schema" and _is_referred(file.name, value, referred) and forms:
            forms[-1].others.append(part)
        elif language in {"json-forms", "rjsf", "bratislava-meta"}:
            layouts.append((part, language, len(forms)))
        else:
            forms.append(Form(file.name, language, part))
    for part, language, before in layouts:
        form = _owner(part, forms, before)
        if form is None:
            forms.append(Form(part.file, "", part))
        elif language == "json-forms":
            form.json_forms = part
        elif language == "rjsf":
            form.rjsf = part
        else:
            form.meta = part
    return forms


def _both(name: str, value: dict[str, Any]) -> Form:
    form = Form(name, "json-schema", Part(name, value["schema"]))
    if isinstance(value.get("uischema"), dict):
        form.json_forms = Part(name, value["uischema"])
    if isinstance(value.get("uiSchema"), dict):
        form.rjsf = Part(name, value["uiSchema"])
    known = {"schema", "uischema", "uiSchema"}
    form.unknown = [Part(f"{name} ({key})", value[key]) for key in value if key not in known]
    return form


def _owner(part: Part, forms: list[Form], before: int) -> Form | None:
    schemas = [form for form in forms if form.language == "json-schema"]
    folder = part.file.rpartition("/")[0]
    beside = [form for form in schemas if form.name.rpartition("/")[0] == folder]
    earlier = [form for form in forms[:before] if form.language == "json-schema"]
    candidates = [form for form in reversed(earlier) if form in beside] or beside
    candidates = candidates or list(reversed(earlier)) or schemas
    return candidates[0] if candidates else None


def _referred(parts: list[tuple[SourceFile, Any]]) -> set[str]:
    found: set[str] = set()
    if len(parts) < 2:  # noqa: PLR2004 - one file refers to no other
        return found
    waiting: list[Any] = [value for _file, value in parts]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting.extend(each)
        elif isinstance(each, dict):
            reference = each.get("$ref")
            if isinstance(reference, str) and not reference.startswith("#"):
                address = reference.partition("#")[0]
                found |= {address, address.rpartition("/")[2]}
            waiting.extend(each.values())
    return found


def _is_referred(name: str, value: dict[str, Any], referred: set[str]) -> bool:
    own = {name.rpartition("/")[2]}
    if isinstance(value.get("$id"), str):
        own.add(value["$id"])
    return bool(own & referred)


def is_ours(value: Any) -> bool:
    """Say whether a value is a definition of exactly the format we read."""
    return isinstance(value, dict) and value.get("format") == FORMAT
