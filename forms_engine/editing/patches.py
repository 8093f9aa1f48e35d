"""Applies JSON Patches (RFC 6902) to documents, and turns them round."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import jsonpatch
import jsonpointer

from forms_engine.definition import Definition
from forms_engine.editing.messages import refusal

Operation = dict[str, Any]
Patch = list[Operation]

_MISSING: Final = object()


def apply(document: Definition, patch: Patch) -> Definition:
    """
    Return the document with a patch applied; the document itself stays as it is.

    What the patch does not touch is shared with the old document, so that even the largest form
    costs microseconds.

    :raises EditRejected: if a `test` finds something else, or a path leads nowhere.
    """
    changed = _unshared(document, patch)
    try:
        return jsonpatch.apply_patch(changed, patch, in_place=True)  # type: ignore[no-any-return]
    except (jsonpatch.JsonPatchException, jsonpointer.JsonPointerException) as stale:
        raise refusal("stale") from stale


def undoing(document: Definition, patch: Patch) -> Patch:
    """
    Return the patch that takes a patch back; it tests for what the patch left behind.

    :raises EditRejected: if the patch does not fit the document.
    """
    steps: list[Patch] = []
    for operation in patch:
        if operation["op"] == "test":
            continue
        path = operation["path"]
        before = _value(document, path)
        document = apply(document, [operation])
        steps.append(list(_step(path, _value(document, path), before)))
    return [operation for step in reversed(steps) for operation in step]


def step(path: Sequence[str], before: Any, after: Any) -> Patch:
    """Return the operations that change one member, and test that it is what we think it is."""
    return list(_step(jsonpointer.JsonPointer.from_parts(path).path, before, after))


def _step(path: str, before: Any, after: Any) -> Iterator[Operation]:
    if before is not MISSING:
        yield {"op": "test", "path": path, "value": before}
    if after is MISSING:
        yield {"op": "remove", "path": path}
    else:
        name = "add" if before is MISSING else "replace"
        yield {"op": name, "path": path, "value": after}


MISSING: Final = _MISSING


def _value(document: Definition, path: str) -> Any:
    return jsonpointer.resolve_pointer(document, path, MISSING)


def _unshared(document: Definition, patch: Patch) -> Definition:
    """Copy the containers that the patch writes to, and those around them."""
    changed = dict(document)
    copied: set[tuple[str, ...]] = {()}
    for operation in patch:
        if operation["op"] == "test":
            continue
        parts = jsonpointer.JsonPointer(operation["path"]).parts
        where: Any = changed
        for depth, part in enumerate(parts[:-1], start=1):
            inner = where.get(part) if isinstance(where, dict) else None
            if not isinstance(inner, dict):
                break
            if tuple(parts[:depth]) not in copied:
                inner = where[part] = dict(inner)
                copied.add(tuple(parts[:depth]))
            where = inner
    return changed
