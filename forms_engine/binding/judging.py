"""Says which faults of the whole answers a person can mend on one page."""

from collections.abc import Collection
from typing import Any

from forms_engine.compiling import Compiled
from forms_engine.errors import Fault


def concerns_page(
    compiled: Compiled, fault: Fault, page_id: str, pages_done: Collection[str]
) -> bool:
    """
    Say whether a fault is shown when a person wants to leave a page.

    A constraint over several pages waits until all of them were answered.
    """
    if fault.code == "constraint":
        return _is_asked_at(compiled, fault, page_id) and (
            _pages_of(compiled, str(fault.params.get("id", ""))) <= {*pages_done, page_id}
        )
    return fault.node_id is not None and compiled.entries[fault.node_id].page_id == page_id


def _is_asked_at(compiled: Compiled, fault: Fault, page_id: str) -> bool:
    if fault.node_id is None:
        # Shown where the last of its fields is asked.
        pages = _pages_of(compiled, str(fault.params.get("id", "")))
        in_order = [page for page in compiled.page_ids if page in pages]
        return bool(in_order) and in_order[-1] == page_id
    return compiled.entries[fault.node_id].page_id == page_id


def _pages_of(compiled: Compiled, constraint_id: str) -> set[str]:
    """Return the pages whose answers a constraint looks at; all of them where that is unclear."""
    memory = compiled.memory
    name = ("pages_of_constraint", constraint_id)
    if name not in memory:
        memory[name] = _found_pages(compiled, constraint_id)
    pages: set[str] = memory[name]
    return pages


def _found_pages(compiled: Compiled, constraint_id: str) -> set[str]:
    for position, constraint in enumerate(compiled.definition.get("constraints", [])):
        if str(constraint.get("id", position)) == constraint_id:
            words: set[str] = set()
            if _collect(constraint.get("schema"), words):
                found = {e.page_id for e in compiled.entries.values() if e.key in words}
                return found or set(compiled.page_ids)
    return set(compiled.page_ids)


def _collect(schema: Any, words: set[str]) -> bool:
    """Gather the property names of a schema; False where it leads elsewhere."""
    if isinstance(schema, list):
        return all(_collect(member, words) for member in schema)
    if not isinstance(schema, dict):
        return True
    if "$ref" in schema or "$dynamicRef" in schema:
        return False
    words.update(map(str, schema.get("properties", {})))
    words.update(map(str, schema.get("required", [])))
    return all(_collect(member, words) for member in schema.values())
