"""What is different about the languages of a process and its translated texts."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from forms_engine.definition import Definition, label_of
from forms_engine.merging.messages import Difference

_ROOMS = frozenset({"parameters", "roles"})


def translation_differences(before: Definition, after: Definition) -> Iterator[Difference]:
    """Return what is different about languages and translations, language by language."""
    yield from _languages(before, after)
    was, now = before.get("texts") or {}, after.get("texts") or {}
    origins = before.get("translated_from") or {}, after.get("translated_from") or {}
    found = False
    for language in dict.fromkeys((*was, *now, *origins[0], *origins[1])):
        old, new = was.get(language), now.get(language)
        texts = list(_texts(language, old or {}, new or {}, before, after))
        changed = {difference.params["text"] for difference in texts}
        marks = [each.get(language) or {} for each in origins]
        count = _looked_at(marks[0], marks[1], changed)
        is_bare = not texts and not count
        one_empty = _only_one(language, was, now) or _only_one(language, *origins)
        yield from texts
        if count or (is_bare and one_empty):
            params = {"language": language, "count": count}
            yield Difference("translation_looked_at", "translations", "", params)
        found = found or bool(texts) or bool(count) or one_empty
    if not found and (
        _only_one("texts", before, after) or _only_one("translated_from", before, after)
    ):
        yield Difference("process_changed", "process", "", {"what": "texts"}, shape="json")


def _only_one(name: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return (name in one) != (name in other)


def _languages(before: Definition, after: Definition) -> Iterator[Difference]:
    was, now = before.get("languages"), after.get("languages")
    if was == now:
        return
    old, new = was or ["de"], now or ["de"]
    changed = False
    for language in new:
        if language not in old:
            changed = True
            yield Difference("language_new", "translations", "", {"language": language})
    for language in old:
        if language not in new:
            changed = True
            yield Difference("language_removed", "translations", "", {"language": language})
    if not changed or [each for each in old if each in new] != [
        each for each in new if each in old
    ]:
        yield Difference(
            "process_changed", "translations", "", {"what": "languages"}, was, now, "texts"
        )


def _texts(
    language: str,
    was: Mapping[str, str],
    now: Mapping[str, str],
    before: Definition,
    after: Definition,
) -> Iterator[Difference]:
    for text in dict.fromkeys((*was, *now)):
        old, new = was.get(text), now.get(text)
        if old == new:
            continue
        code = "translation_changed" if text in was and text in now else "translation_new"
        if text not in now:
            code = "translation_removed"
        node_id, name, what = _place(text, after if text in now else before)
        params = {"language": language, "text": text, "name": name, "what": what}
        yield Difference(code, "translations", node_id, params, old, new, "text")


def _looked_at(was: Mapping[str, str], now: Mapping[str, str], changed: set[str]) -> int:
    """Count the marks of translations that changed while the translation itself did not."""
    return sum(
        was.get(text) != now.get(text) and text not in changed
        for text in dict.fromkeys((*was, *now))
    )


def _place(text: str, definition: Definition) -> tuple[str, str, str]:
    """Return the node that a text belongs to, what that is called, and which text of it it is."""
    first, _dot, rest = text.partition(".")
    nodes = definition["nodes"]
    if first == "options":
        node_id, _dot, value = rest.partition(".")
        return node_id, label_of(nodes.get(node_id, {})) or node_id, f"options.{value}"
    if first in nodes:
        return first, label_of(nodes[first]) or first, rest
    name, _dot, what = rest.rpartition(".")
    if first in _ROOMS:
        thing = (definition.get(first) or {}).get(name, {})
        return "", str(thing.get("label") or name), f"{first}.{what}"
    things = definition.get(first)
    if isinstance(things, list) and name:
        return "", _thing(things, name) or text, f"{first}.{what}"
    return "", "", first


def _thing(things: list[Any], name: str) -> str:
    """Return what the thing of a name is called; without a name its position counts."""
    for position, thing in enumerate(things):
        if isinstance(thing, dict) and name in {
            thing.get("id"),
            thing.get("key"),
            str(position),
        }:
            return str(
                thing.get("label") or thing.get("title") or thing.get("message") or json.dumps(name)
            )
    return ""
