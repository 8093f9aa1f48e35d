"""Judges answers: the compiled schema decides, and every fault is laid at the field it is about."""

from typing import Any

from forms_engine.answers.copying import copied
from forms_engine.answers.finding_fields import FieldMap, Found
from forms_engine.answers.pruning import owner_of
from forms_engine.answers.sentences import fault_text
from forms_engine.answers.visibility import Sight
from forms_engine.compiling import Compiled
from forms_engine.conditions import MISSING, predicate
from forms_engine.definition import label_of
from forms_engine.errors import Fault

# More faults help nobody, and cost time with hostile answers.
_MOST_FAULTS = 500


def judge(compiled: Compiled, answers: Any) -> list[Fault]:
    """
    Return what is wrong with the whole answers, in reading order; nothing if they are valid.

    One fault for each field and row (or part of a composite value): the one to mend first.
    """
    try:
        if compiled.judge.is_valid(answers):
            return []
        return _explain(compiled, answers)
    except ValueError as unreadable:
        return [_unreadable(str(unreadable))]


def judge_page(compiled: Compiled, answers: Any, page_id: str) -> list[Fault]:
    """
    Return what is wrong on one page, whatever is missing on others.

    Constraints count on the page where the field lies that they are shown at.
    """
    entries = compiled.entries
    first = compiled.page_ids[0] if compiled.page_ids else None
    return [
        fault
        for fault in judge(compiled, answers)
        if (entries[fault.node_id].page_id if fault.node_id else first) == page_id
    ]


def _explain(compiled: Compiled, answers: Any) -> list[Fault]:
    answers = _with_groups(compiled, answers)
    field_map = compiled.memory.get("field_map")
    if field_map is None:
        field_map = compiled.memory["field_map"] = FieldMap(compiled)
    best: dict[Any, Found] = {}
    for number, error in enumerate(compiled.judge.iter_errors(answers)):
        if number >= _MOST_FAULTS:
            break
        for found in field_map.find(error):
            known = best.get(found.place)
            if known is None or found.rank < known.rank:
                best[found.place] = found
    return [_fault(compiled, best[place]) for place in sorted(best, key=lambda p: best[p].order)]


def _with_groups(compiled: Compiled, answers: Any) -> Any:
    """Open groups and composite values that must be there, so that what lacks in them is named."""
    if not isinstance(answers, dict):
        return answers
    opened: dict[str, Any] = copied(compiled, answers)
    sight = Sight(compiled, opened)
    for entry, rows, seen in list(sight.walk()):
        opens = entry.is_object or (entry.kind is not None and entry.kind.parts(entry.node))
        if not (seen and opens) or sight.value(entry.node_id, rows) is not MISSING:
            continue
        owner = owner_of(sight, entry, rows)
        if isinstance(owner, dict) and _is_needed(compiled, sight, entry.node_id, rows):
            owner[entry.path[-1]] = {}
    return opened


def _is_needed(compiled: Compiled, sight: Sight, node_id: str, rows: tuple[int, ...]) -> bool:
    from_memory = compiled.memory.get(("needed", node_id))
    if from_memory is None:
        needed = compiled.rules.needed_when(compiled.entries[node_id])
        from_memory = compiled.memory[("needed", node_id)] = predicate(needed)
    return sight.fits(from_memory, rows)


def _fault(compiled: Compiled, found: Found) -> Fault:
    node = compiled.entries[found.node_id].node if found.node_id else {}
    params = {"label": _label(compiled, found), **found.params}
    text = fault_text(found.code, params, node)
    return Fault(found.node_id, found.rows, found.code, params, text, found.part)


def _label(compiled: Compiled, found: Found) -> str:
    """Return what the field, or the part of it, is called in the language of the compiled form."""
    if found.node_id is None:
        return ""
    entry = compiled.entries[found.node_id]
    for part in entry.kind.parts(entry.node) if entry.kind and found.part else ():
        if part.key == found.part:
            return part.label(compiled.language)
    return label_of(entry.node)


def _unreadable(reason: str) -> Fault:
    params = {"label": "", "reason": reason}
    return Fault(None, (), "unreadable", params, fault_text("unreadable", params, {}))
