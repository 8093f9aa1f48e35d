"""
Builds the two judges of JSON Schema, with the same formats.

jsonschema-rs judges answers: its linear-time regular expressions make a catastrophic pattern
harmless. The Python `jsonschema` judges definitions against the meta-schema and explains.
"""

import functools
import json
import re
from collections.abc import Iterator
from typing import Any, Final

import jsonschema
import jsonschema_rs
from jsonschema.protocols import Validator as PythonValidator

from forms_engine.formats import FORMATS

Schema = dict[str, Any] | bool
# Only for imported patterns that look ahead or back, which no linear engine can do.
_BACKTRACKS: Final = 100_000


def judge_for(schema: Schema) -> jsonschema_rs.Draft202012Validator:
    """
    Build the judge of answers; costs about 10 µs a field, so keep it.

    :raises ValueError: if the schema is none, or refers to something outside itself.
    """
    try:
        return _build(schema, jsonschema_rs.RegexOptions())
    except ValueError:
        return _build(schema, jsonschema_rs.FancyRegexOptions(backtrack_limit=_BACKTRACKS))


def _build(
    schema: Schema, patterns: jsonschema_rs.RegexOptions | jsonschema_rs.FancyRegexOptions
) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(
        schema,
        formats=FORMATS,
        validate_formats=True,
        offline=True,
        pattern_options=patterns,
    )


@functools.lru_cache(maxsize=4096)
def _judge_of_text(text: str) -> jsonschema_rs.Draft202012Validator:
    return judge_for(json.loads(text))


def small_judge(schema: Schema) -> jsonschema_rs.Draft202012Validator:
    """
    Return the judge of a condition's schema, built once for equal schemas.

    :raises ValueError: if the schema is none, or refers to something outside itself.
    """
    return _judge_of_text(json.dumps(schema, sort_keys=True))


FORMAT_CHECKER: Final = jsonschema.FormatChecker(formats=())
for _name, _check in FORMATS.items():
    FORMAT_CHECKER.checks(_name)(_check)


def _pattern(
    validator: Any, pattern: str, instance: Any, schema: Any
) -> Iterator[jsonschema.ValidationError]:
    """Search as ECMA-262 does, where `$` is the end only, not also before a last line break."""
    del schema
    if validator.is_type(instance, "string") and not re.search(_ecma(pattern), instance):
        yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")


@functools.lru_cache(maxsize=1024)
def _ecma(pattern: str) -> str:
    ends = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\$", re.DOTALL)
    return ends.sub(lambda found: r"\Z" if found[0] == "$" else found[0], pattern)


_PythonDraft202012: Final = jsonschema.validators.extend(  # type: ignore[no-untyped-call]
    jsonschema.Draft202012Validator, {"pattern": _pattern}
)


def explainer_for(schema: Schema) -> PythonValidator:
    """Build the Python judge with the same formats; slow, for definitions and for comparing."""
    validator: PythonValidator = _PythonDraft202012(schema, format_checker=FORMAT_CHECKER)
    return validator
