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
        return words["not"].format(_say(condition["not"], definition, words, inside=True))
    if "parameter" in condition:
        known = definition.get("parameters", {}).get(condition["parameter"], {})
        name = f"„{known.get('label', condition['parameter'])}“"
        return _say_leaf(name, {}, condition.get("is", True), words)
    node = definition["nodes"].get(condition.get("field"), {})
    name = f"„{label_of(node) or condition.get('field')}“"
    return _say_leaf(name, node, condition.get("is", True), words)


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
            parts.append(words["not"].format(_say_leaf(name, node, wanted, words)))
        elif keyword in words and keyword not in {"all", "any", "or", "other", "contains"}:
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
