"""Changes the answers of a choice: typed one by one, or pasted from a table."""

import re
from typing import Any, Final

from forms_engine.conditions import leaves
from forms_engine.definition import Definition, label_of, option_name
from forms_engine.editing.changes import Changes
from forms_engine.editing.leaning import SENTENCES
from forms_engine.editing.messages import refusal, said
from forms_engine.editing.placing import key_from, name_of, node_of
from forms_engine.editing.registry import Done, command
from forms_engine.errors import Finding, Message

Option = dict[str, Any]
_MOST_OPTIONS: Final = 5000


@command("set_options")
def set_options(
    definition: Definition,
    *,
    node: str,
    options: list[dict[str, Any]] | dict[str, Any],
    anyway: bool = False,
) -> Done:
    """
    Set the answers of a choice, or the parameter that lists them.

    :param anyway: also where conditions ask for an answer that goes.
    """
    before = node_of(definition, node)
    if before["kind"] not in {"choice", "choices"}:
        raise refusal("wrong_place", name=name_of(definition, node))
    changes = Changes(definition)
    if isinstance(options, list):
        _check_values(options)
        gone = _names(before.get("options")) - _names(options)
        asking = _asking_for(definition, node, gone)
        if asking and not anyway:
            what = "; ".join(each.text for each in asking)
            name = name_of(definition, node)
            raise refusal("leans_on", name=name, what=what, findings=tuple(asking))
        for room in ("texts", "translated_from"):
            for language in definition.get(room, {}):
                for value in gone:
                    changes.drop(room, language, f"options.{node}.{value}")
    changes.put("nodes", node, "options", value=options)
    return Done(changes, said("options", name=name_of(definition, node)), node)


def _check_values(options: list[Option]) -> None:
    if len(options) > _MOST_OPTIONS:
        raise refusal("wrong_form", problem=f"> {_MOST_OPTIONS}")
    seen: set[str] = set()
    for option in options:
        name = option_name(option.get("value"))
        if name in seen:
            raise refusal("option_twice", value=name[:80])
        seen.add(name)


def _names(options: Any) -> set[str]:
    return {option_name(each["value"]) for each in options} if isinstance(options, list) else set()


def _asking_for(definition: Definition, node_id: str, gone: set[str]) -> list[Finding]:
    """Return the questions that are shown only for an answer that goes."""
    return [
        Finding(
            "warning",
            Message("leans_condition", SENTENCES["leans_condition"], {"name": label_of(node)}),
            each,
            f"/nodes/{each}",
        )
        for each, node in definition["nodes"].items()
        if any(
            leaf.source == "field" and leaf.name == node_id and _wanted(leaf.schema) & gone
            for leaf in leaves(node.get("show_when"))
        )
    ]


def _wanted(schema: Any) -> set[str]:
    if not isinstance(schema, dict):
        return set()
    values = [schema["const"]] if "const" in schema else schema.get("enum", [])
    contained = schema.get("contains")
    return {option_name(each) for each in values} | (_wanted(contained) if contained else set())


def options_from_text(text: str, before: list[Option]) -> list[Option]:
    """
    Return the answers that lines of text stand for, as people type or paste them from a table.

    A line is an answer, or value and answer in two columns (tab, semicolon or " | " between).
    An answer that was there before under the same words keeps its value.
    """
    known = {str(each.get("label")): each for each in before}
    taken = {option_name(each.get("value")) for each in before}
    options: list[Option] = []
    for line in text.splitlines():
        cells = [cell.strip().strip('"').strip() for cell in re.split(r"\t|;| \| ", line.strip())]
        cells = [cell for cell in cells if cell]
        if not cells:
            continue
        if len(cells) > 1:
            options.append({"value": cells[0], "label": cells[1]})
        elif cells[0] in known:
            options.append(dict(known[cells[0]]))
        else:
            value = _free(key_from(cells[0]), taken)
            taken.add(value)
            options.append({"value": value, "label": cells[0]})
    return options


def _free(wanted: str, taken: set[str]) -> str:
    value, number = wanted, 1
    while value in taken:
        number += 1
        value = f"{wanted}_{number}"
    return value
