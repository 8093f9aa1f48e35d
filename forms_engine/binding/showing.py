"""Shows a typed page as plain dicts, which templates render faster than bound fields."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from forms_engine.answers import Sight
from forms_engine.answers.visibility import Rows
from forms_engine.binding.levels import Level, fewest_rows, most_rows
from forms_engine.binding.names import count_name, name_of
from forms_engine.binding.plans import Plan, plan_of
from forms_engine.binding.wording import fault_sentence
from forms_engine.compiling import Compiled, Entry
from forms_engine.errors import Fault
from forms_engine.texts import render

Item = dict[str, Any]
# What texts with holes may say; only asked where a text has one.
Context = Callable[[], Mapping[str, Any]]
# What is known of an upload: {"id", "name", "size"}.
Files = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class PageView:
    """
    A page as its template shows it.

    :param items: what stands on it, in order; an item names its template.
    :param errors: what to mend: `href` of the input, `text`; the first comes first on the page.
    :param shown: names of the conditional nodes on the page, which the browser sends back.
    """

    title: str
    items: list[Item]
    errors: list[dict[str, str]] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Showing:
    compiled: Compiled
    language: str
    sight: Sight
    context: Context
    files: Files
    sentences: dict[tuple[str, Rows], list[tuple[Fault, str]]]
    new: Sequence[str]
    errors: list[dict[str, str]] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    # How many rows each list on the page has.
    counts: dict[tuple[str, Rows], int] = field(default_factory=dict)


def page_view(  # noqa: PLR0913 - each is named where it is given
    compiled: Compiled,
    page_id: str,
    level: Level,
    *,
    answers: Mapping[str, Any],
    language: str,
    context: Context,
    files: Files,
    faults: Sequence[Fault] = (),
    new: Sequence[str] = (),
) -> PageView:
    """
    Return what a page shows.

    :param compiled: in the reader's language.
    :param answers: what decides about conditions, the page's own typed answers included.
    :param new: names of what is shown for the first time, to be marked.
    """
    sentences: dict[tuple[str, Rows], list[tuple[Fault, str]]] = {}
    general: list[dict[str, str]] = []
    for fault in faults:
        text = fault_sentence(compiled, fault)
        if fault.node_id is None:
            general.append({"href": "#antrag", "text": text})
        else:
            sentences.setdefault((fault.node_id, fault.rows), []).append((fault, text))
    page = compiled.entries[page_id]
    showing = _Showing(compiled, language, Sight(compiled, answers), context, files, sentences, new)
    items = _items(showing, page, level, ())
    title = plan_of(compiled, page, language)["label"]
    return PageView(title, items, [*general, *showing.errors], showing.shown)


def _items(showing: _Showing, around: Entry, level: Level, rows: Rows) -> list[Item]:
    items = []
    for entry in around.children:
        if entry.kind is not None and entry.kind.is_hidden:
            continue
        if entry.asks is not None and not showing.sight.is_visible(entry.node_id, rows):
            continue
        items.append(_item(showing, entry, level, rows))
    return items


def _item(showing: _Showing, entry: Entry, level: Level, rows: Rows) -> Item:
    plan = plan_of(showing.compiled, entry, showing.language)
    name = name_of(entry.node_id, rows)
    item: Item = {**plan, "name": name, "error": ""}
    if entry.asks is not None:
        showing.shown.append(name)
        item["is_new"] = name in showing.new
    for text in plan["holes"]:
        item[text] = render(plan[text], showing.context(), language=showing.language)
    if plan["text"]:
        item["paragraphs"] = [part for part in item["text"].split("\n\n") if part.strip()]
    if entry.kind is None:
        return _structure(showing, entry, item, level, rows)
    if entry.kind.has_value:
        raw = level["fields"].get(entry.node_id)
        _FILLINGS.get(plan["widget"], _fill_text)(showing, item, plan, raw, rows)
    return item


def _structure(showing: _Showing, entry: Entry, item: Item, level: Level, rows: Rows) -> Item:
    if not entry.is_list:
        item["items"] = _items(showing, entry, level, rows)
        return item
    levels = level["lists"].get(entry.node_id, [])
    showing.counts[(entry.node_id, rows)] = len(levels)
    _take_error(showing, item, entry.node_id, rows, item["name"])
    item["rows"] = [
        {
            "id": name_of(entry.node_id, (*rows, number)),
            "title": f"{item['label']} {number + 1}",
            "items": _items(showing, entry, own, (*rows, number)),
        }
        for number, own in enumerate(levels)
    ]
    item["count_name"] = count_name(entry.node_id, rows)
    item["count"] = len(levels)
    item["can_add"] = len(levels) < most_rows(entry)
    item["can_remove"] = len(levels) > fewest_rows(entry)
    item["most"] = most_rows(entry)
    return item


def _take_error(
    showing: _Showing, item: Item, node_id: str, rows: Rows, target: str, part: str = ""
) -> str:
    """Note the errors of an input (or of one part of it), each with the input it leads to."""
    texts = []
    for fault, text in showing.sentences.get((node_id, rows), []):
        if fault.part == part:
            texts.append(text)
            showing.errors.append(
                {"href": f"#{target}", "text": _in_row(showing, node_id, rows) + text}
            )
    error = " ".join(texts)
    if not part:
        item["error"] = error
    return error


def _in_row(showing: _Showing, node_id: str, rows: Rows) -> str:
    """Say in which row an error is, where there is more than one."""
    entry = showing.compiled.entries[node_id]
    if not rows or not entry.list_ids:
        return ""
    if showing.counts.get((entry.list_ids[-1], rows[:-1]), 0) < 2:  # noqa: PLR2004
        return ""
    around = showing.compiled.entries[entry.list_ids[-1]]
    label = plan_of(showing.compiled, around, showing.language)["label"]
    return f"{label} {rows[-1] + 1}: "


def _described(item: Item) -> None:
    """Tie help and error to the input."""
    ids = []
    if item["help"]:
        ids.append(f"{item['name']}-help")
    if item["error"]:
        ids.append(f"{item['name']}-error")
    item["described_by"] = " ".join(ids)


def _fill_text(showing: _Showing, item: Item, plan: Plan, raw: Any, rows: Rows) -> None:
    item["value"] = raw if isinstance(raw, str) else ""
    _take_error(showing, item, plan["node_id"], rows, item["name"])
    _described(item)


def _fill_options(showing: _Showing, item: Item, plan: Plan, raw: Any, rows: Rows) -> None:
    name = item["name"]
    chosen = raw if isinstance(raw, list) else [raw] if isinstance(raw, str) else []
    item["options"] = [
        {
            **option,
            # Errors lead to the first one, whose id is the name itself.
            "id": f"{name}-o{number}" if number else name,
            "chosen": option["value"] in chosen,
        }
        for number, option in enumerate(plan["options"])
    ]
    _take_error(showing, item, plan["node_id"], rows, name)
    _described(item)


def _fill_day(showing: _Showing, item: Item, plan: Plan, raw: Any, rows: Rows) -> None:
    item["days"] = _day_inputs(plan["days"], item["name"], raw)
    _take_error(showing, item, plan["node_id"], rows, f"{item['name']}-day")
    _described(item)


def _day_inputs(days: list[Plan], name: str, raw: Any) -> list[Item]:
    given = raw if isinstance(raw, dict) else {}
    labels = {"day": _("Tag"), "month": _("Monat"), "year": _("Jahr")}
    return [
        {
            **day,
            "name": f"{name}-{day['key']}",
            "label": labels[day["key"]],
            "value": given.get(day["key"], ""),
        }
        for day in days
    ]


def _fill_parts(showing: _Showing, item: Item, plan: Plan, raw: Any, rows: Rows) -> None:
    given = raw if isinstance(raw, dict) else {}
    name = item["name"]
    _take_error(showing, item, plan["node_id"], rows, _first_part(plan, name))
    _described(item)
    parts = []
    for part in plan["parts"]:
        own = f"{name}-{part['key']}"
        target = f"{own}-day" if part["is_day"] else own
        error = _take_error(showing, item, plan["node_id"], rows, target, part["key"])
        value = given.get(part["key"], "")
        shown: Item = {**part, "name": own, "value": value, "error": error}
        if part["is_day"]:
            shown["days"] = _day_inputs(part["days"], own, value)
        parts.append(shown)
    item["parts"] = parts


def _first_part(plan: Plan, name: str) -> str:
    if not plan["parts"]:
        return name
    first = plan["parts"][0]
    return f"{name}-{first['key']}" + ("-day" if first["is_day"] else "")


def _fill_file(showing: _Showing, item: Item, plan: Plan, raw: Any, rows: Rows) -> None:
    ids = raw if isinstance(raw, list) else []
    item["files"] = [{"id": each, **showing.files[each]} for each in ids if each in showing.files]
    node = showing.compiled.entries[plan["node_id"]].node
    item["max_count"] = int(node.get("max_count", 1))
    item["can_add"] = len(item["files"]) < item["max_count"]
    item["max_size"] = node.get("max_size")
    _take_error(showing, item, plan["node_id"], rows, item["name"])
    _described(item)


_FILLINGS: dict[str, Callable[[_Showing, Item, Plan, Any, Rows], None]] = {
    "radios": _fill_options,
    "select": _fill_options,
    "checkboxes": _fill_options,
    "date": _fill_day,
    "parts": _fill_parts,
    "file": _fill_file,
}
