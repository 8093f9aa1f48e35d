"""Says a condition as a sentence, so that nobody has to read code."""

import json
from collections.abc import Mapping
from typing import Any

from forms_engine.conditions.reading import Condition, Folded
from forms_engine.definition import Definition, label_of, option_name, translated

_WORDS: Mapping[str, Mapping[str, str]] = {
    "de": {
        "all": " und ",
        "any": " oder ",
        "not": "nicht: {}",
        "always": "immer",
        "never": "nie",
        "given": "{} ist ausgefüllt",
        "const": "{} ist {}",
        "not_const": "{} ist nicht {}",
        "not_given": "{} ist nicht ausgefüllt",
        "not_contains": "{} enthält nicht {}",
        "enum": "{} ist {}",
        "or": " oder ",
        "minimum": "{} ist mindestens {}",
        "maximum": "{} ist höchstens {}",
        "exclusiveMinimum": "{} ist mehr als {}",
        "exclusiveMaximum": "{} ist weniger als {}",
        "contains": "{} enthält {}",
        "minItems": "{} hat mindestens {} Einträge",
        "maxItems": "{} hat höchstens {} Einträge",
        "pattern": "{} passt zum Muster {}",
        "other": "{} erfüllt {}",
        "true": "ja",
        "false": "nein",
        "null": "leer",
    },
    "en": {
        "all": " and ",
        "any": " or ",
        "not": "not: {}",
        "always": "always",
        "never": "never",
        "given": "{} is filled in",
        "const": "{} is {}",
        "not_const": "{} is not {}",
        "not_given": "{} is not filled in",
        "not_contains": "{} does not contain {}",
        "enum": "{} is {}",
        "or": " or ",
        "minimum": "{} is at least {}",
        "maximum": "{} is at most {}",
        "exclusiveMinimum": "{} is more than {}",
        "exclusiveMaximum": "{} is less than {}",
        "contains": "{} contains {}",
        "minItems": "{} has at least {} entries",
        "maxItems": "{} has at most {} entries",
        "pattern": "{} fits the pattern {}",
        "other": "{} fulfils {}",
        "true": "yes",
        "false": "no",
        "null": "empty",
    },
}


# Words that are no keyword of a schema.
_NO_KEYWORDS = frozenset(
    {"all", "any", "or", "other", "contains", "not_const", "not_given", "not_contains"}
)


def sentence(condition: Folded | None, definition: Definition, language: str) -> str:
    """Say a condition in German ("de") or English (any other language)."""
    words = _WORDS["de" if language == "de" else "en"]
    if condition is None or isinstance(condition, bool):
        return words["never" if condition is False else "always"]
    return _say(condition, translated(definition, language), words, inside=False)


def _say(
    condition: Condition, definition: Definition, words: Mapping[str, str], *, inside: bool
) -> str:
    for joint in ("all", "any"):
        if joint in condition:
            members = [_say(each, definition, words, inside=True) for each in condition[joint]]
            if not members:
                return words["always" if joint == "all" else "never"]
            text = words[joint].join(members)
            return f"({text})" if inside and len(members) > 1 else text
    if "not" in condition:
        inner = condition["not"]
        if simply := _say_not(inner, definition, words):
            return simply
        return words["not"].format(_say(inner, definition, words, inside=True))
    name, node = _subject(condition, definition)
    return _say_leaf(name, node, condition.get("is", True), words)


def _subject(leaf: Condition, definition: Definition) -> tuple[str, dict[str, Any]]:
    """Return what a leaf asks for in words, and the node that knows its options."""
    if "parameter" in leaf:
        known = definition.get("parameters", {}).get(leaf["parameter"], {})
        return f"„{known.get('label', leaf['parameter'])}“", {}
    node = definition["nodes"].get(leaf.get("field"), {})
    options = node.get("options")
    if isinstance(options, dict):
        # Each city lists its own; the words of those it would have without are the best there are.
        listed = definition.get("parameters", {}).get(options.get("parameter"), {}).get("default")
        known_options = listed if isinstance(listed, list) else []
        node = {**node, "options": [each for each in known_options if isinstance(each, dict)]}
    return f"„{label_of(node) or leaf.get('field')}“", node


def _say_not(inner: Condition, definition: Definition, words: Mapping[str, str]) -> str:
    """Say the opposite of a simple leaf as one would; nothing where it is not simple."""
    if "field" not in inner and "parameter" not in inner:
        return ""
    name, node = _subject(inner, definition)
    return _say_not_leaf(name, node, inner.get("is", True), words)


def _say_not_leaf(name: str, node: dict[str, Any], schema: Any, words: Mapping[str, str]) -> str:
    if schema is True or schema == {}:
        return words["not_given"].format(name)
    if not isinstance(schema, dict) or len(schema) > 1:
        return ""
    if "const" in schema:
        return words["not_const"].format(name, _value(schema["const"], node, words))
    contained = schema.get("contains")
    if isinstance(contained, dict) and contained.keys() == {"const"}:
        return words["not_contains"].format(name, _value(contained["const"], node, words))
    return ""


def _say_leaf(name: str, node: dict[str, Any], schema: Any, words: Mapping[str, str]) -> str:
    if schema is True or schema == {}:
        return words["given"].format(name)
    if not isinstance(schema, dict):
        return words["never"]
    parts = []
    for keyword, wanted in schema.items():
        if keyword == "const":
            parts.append(words["const"].format(name, _value(wanted, node, words)))
        elif keyword == "enum":
            choices = words["or"].join(_value(each, node, words) for each in wanted)
            parts.append(words["enum"].format(name, choices))
        elif keyword == "contains" and isinstance(wanted, dict) and "const" in wanted:
            parts.append(words["contains"].format(name, _value(wanted["const"], node, words)))
        elif keyword == "not":
            opposite = _say_not_leaf(name, node, wanted, words)
            parts.append(opposite or words["not"].format(_say_leaf(name, node, wanted, words)))
        elif keyword in words and keyword not in _NO_KEYWORDS:
            parts.append(words[keyword].format(name, _value(wanted, node, words)))
        elif keyword not in {"type", "required"}:
            parts.append(words["other"].format(name, json.dumps({keyword: wanted})))
    return words["all"].join(parts) or words["given"].format(name)


def _value(value: Any, node: dict[str, Any], words: Mapping[str, str]) -> str:
    options = node.get("options")
    if isinstance(options, list):
        for option in options:
            if option_name(option.get("value")) == option_name(value):
                return f"„{option.get('label', value)}“"
    if value is None or isinstance(value, bool):
        return f"„{words[json.dumps(value)]}“"
    return f"„{value}“" if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
