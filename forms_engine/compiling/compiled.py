"""The compiled form: everything worked out once, so that answers are judged quickly."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import jsonschema_rs

from forms_engine.compiling.laying_out import lay_out
from forms_engine.compiling.placing import Entry, place
from forms_engine.compiling.ruling import Rules
from forms_engine.compiling.shaping import Shapes
from forms_engine.definition import (
    Definition,
    canonical,
    digest,
    option_name,
    source_language,
    translated,
)
from forms_engine.errors import NotCompilable
from forms_engine.validators import judge_for


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """
    A definition with a city's parameters, ready for use; never changed.

    :param parameters: the city's values over the definition's defaults.
    :param entries: every node by id in reading order, with options filled in from parameters.
    :param schema: one plain JSON Schema 2020-12, which alone decides whether answers are valid.
    :param ui_schema: the JSON Forms UI schema to it.
    :param judge: the validator of `schema`.
    :param first_constraint: where in the schema's `allOf` the constraints begin.
    """

    definition: Definition
    language: str
    parameters: Mapping[str, Any]
    digest: str
    entries: dict[str, Entry]
    roots: list[Entry]
    rules: Rules
    schema: dict[str, Any]
    ui_schema: dict[str, Any]
    judge: jsonschema_rs.Draft202012Validator
    first_constraint: int
    # Translations and prepared rules, filled in when they are first asked for.
    memory: dict[Any, Any] = field(default_factory=dict)

    @property
    def page_ids(self) -> list[str]:
        """Return the pages that this city has, in order; conditions may still hide some."""
        return [entry.node_id for entry in self.roots if entry.condition is not False]

    def in_language(self, language: str) -> "Compiled":
        """Return the same with the texts of a language; the judge is shared."""
        name = ("language", language)
        if name not in self.memory:
            definition = translated(self.definition, language)
            is_source = language == source_language(self.definition)
            self.memory[name] = self if is_source else _translated(self, definition, language)
        result: Compiled = self.memory[name]
        return result

    def node(self, node_id: str) -> dict[str, Any]:
        """Return a node with its options filled in."""
        return self.entries[node_id].node


def compile_definition(definition: Definition, *, parameters: Mapping[str, Any]) -> Compiled:
    """
    Compile a definition for a city's parameters; the same twice is the same object.

    :raises NotCompilable: if the definition has errors that `check` names.
    """
    try:
        name, values = digest(definition), canonical(dict(parameters))
    except (ValueError, RecursionError) as wrong:
        raise NotCompilable(str(wrong)) from wrong
    key = (name, values)
    if key not in _kept:
        if len(_kept) >= _MOST_KEPT:
            _kept.pop(next(iter(_kept)), None)
        _kept[key] = _compile(definition, parameters, name)
    return _kept[key]


def check_compiles(definition: Definition) -> None:
    """
    Compile a definition without parameters, and keep nothing.

    :raises NotCompilable: if the definition has errors that `check` names.
    """
    _compile(definition, {}, "")


_MOST_KEPT = 256
_kept: dict[tuple[str, bytes], Compiled] = {}


def compiled(definition_digest: str, *, parameters: Mapping[str, Any]) -> Compiled | None:
    """Return what was compiled under this digest with these parameters, if it is still kept."""
    return _kept.get((definition_digest, canonical(dict(parameters))))


def _compile(definition: Definition, parameters: Mapping[str, Any], name: str) -> Compiled:
    try:
        values = {**_defaults(definition), **parameters}
        entries = place(definition, values)
        shapes = Shapes(definition, entries)
        schema = shapes.whole()
        judge = judge_for(schema)
        ui_schema = lay_out(entries)
    except (LookupError, TypeError, AttributeError, ValueError, RecursionError) as wrong:
        raise NotCompilable(f"The definition cannot be compiled: {wrong!r}") from wrong
    return Compiled(
        definition=definition,
        language=source_language(definition),
        parameters=MappingProxyType(values),
        digest=name,
        entries=entries,
        roots=[entry for entry in entries.values() if entry.parent_id is None],
        rules=shapes.rules,
        schema=schema,
        ui_schema=ui_schema,
        judge=judge,
        first_constraint=shapes.first_constraint,
    )


def _defaults(definition: Definition) -> dict[str, Any]:
    return {
        name: parameter["default"]
        for name, parameter in definition.get("parameters", {}).items()
        if "default" in parameter
    }


def _translated(original: Compiled, definition: Definition, language: str) -> Compiled:
    entries = place(definition, original.parameters)
    texts = definition.get("texts", {}).get(language, {})
    for entry in entries.values():
        if isinstance(original.definition["nodes"][entry.node_id].get("options"), dict):
            entry.node["options"] = [
                _option_in(option, language, texts.get(_option_text(entry, option)))
                for option in entry.node["options"]
            ]
    return Compiled(
        definition=definition,
        language=language,
        parameters=original.parameters,
        digest=original.digest,
        entries=entries,
        roots=[entry for entry in entries.values() if entry.parent_id is None],
        rules=Rules(entries),
        schema=original.schema,
        ui_schema=lay_out(entries),
        judge=original.judge,
        first_constraint=original.first_constraint,
    )


def _option_text(entry: Entry, option: dict[str, Any]) -> str:
    return f"options.{entry.node_id}.{option_name(option['value'])}"


def _option_in(option: dict[str, Any], language: str, text: str | None) -> dict[str, Any]:
    """Translate an option of a parameter: by the definition, or by the city's own `texts`."""
    texts = option.get("texts")
    own = texts.get(language) if isinstance(texts, dict) else None
    return {**option, "label": own or text or option["label"]}
