"""Writes the schema of a single value without references, never stricter than its origin."""

from typing import Any, Final

from forms_engine.importing.bundling import Bundle
from forms_engine.importing.gathering import Occurrence
from forms_engine.importing.keywords import MANY, NAMED, ONE, pure

_LARGEST: Final = 400


class _TooMuch(Exception):
    """A schema that grows without measure once its references are written out."""


class Inliner:
    """Knows what the references of a bundle mean."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle

    def native(self, occurrences: list[Occurrence]) -> dict[str, Any]:
        """
        Return a schema that a value has to fulfil in any case.

        What only counts under some condition is left to the check of the whole answers.
        """
        always = [each for each in occurrences if not each.when]
        if not always:
            found: list[Any] = []
            for each in occurrences:
                schema = self._written(each)
                if schema not in found:
                    found.append(schema)
            return found[0] if len(found) == 1 else {"anyOf": found} if all(found) else {}
        schemas = [self._written(each) for each in always]
        schemas = [schema for schema in schemas if schema]
        if not schemas:
            return {}
        return schemas[0] if len(schemas) == 1 else {"allOf": schemas}

    def _written(self, occurrence: Occurrence) -> dict[str, Any]:
        try:
            result = self._inlined(pure(occurrence.schema), (), [0])
        except _TooMuch:
            return {}
        return result if isinstance(result, dict) else {}

    def _inlined(self, schema: Any, refs: tuple[str, ...], size: list[int]) -> Any:
        if not isinstance(schema, dict):
            return schema
        size[0] += 1
        if size[0] > _LARGEST:
            raise _TooMuch
        result: dict[str, Any] = {}
        for keyword, value in schema.items():
            if keyword in ONE:
                result[keyword] = self._inlined(value, refs, size)
            elif keyword in MANY:
                result[keyword] = [self._inlined(each, refs, size) for each in value]
            elif keyword in NAMED:
                result[keyword] = {
                    name: self._inlined(each, refs, size) for name, each in value.items()
                }
            elif keyword != "$ref":
                result[keyword] = value
        if "$ref" in schema:
            self._follow(schema["$ref"], result, refs, size)
        return result

    def _follow(
        self, reference: str, result: dict[str, Any], refs: tuple[str, ...], size: list[int]
    ) -> None:
        name = reference.removeprefix("#/$defs/")
        if name in refs:
            raise _TooMuch
        target = self._inlined(pure(self._bundle.targets[name]), (*refs, name), size)
        if not result:
            result.update(target)
        elif target:
            result["allOf"] = [*result.get("allOf", []), target]
