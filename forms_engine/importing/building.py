"""Builds the definition: gives every question a node, every page its questions."""

import re
from typing import Any, Final

from forms_engine.definition import FORMAT, Definition, Node
from forms_engine.importing.asking import Question
from forms_engine.importing.branching import Path, PathCondition, paths_in
from forms_engine.importing.hints import Note
from forms_engine.importing.paging import PlannedPage
from forms_engine.importing.report import Journal

_LONGEST_TITLE: Final = 200
# A condition over more answers than this is left to the check at the end.
_MOST_ASKED: Final = 60
_MOST_ASKED_ACROSS: Final = 8
_LETTERS: Final = {"page": "p", "group": "g", "list": "l"}


class Builder:
    """Collects the nodes of one definition under ids of its own making."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self.nodes: dict[str, Node] = {}
        self._by_path: dict[Path, str] = {}
        self._waiting: list[tuple[str, Path, list[list[PathCondition]], str]] = []

    def definition(self, title: str, summary: str, pages: list[PlannedPage]) -> Definition:
        """Return the definition of these pages."""
        order = [self._page(page) for page in pages]
        for node_id, path, alternatives, at in self._waiting:
            self._show(node_id, path, alternatives, at)
        definition: Definition = {
            "format": FORMAT,
            "title": title[:_LONGEST_TITLE],
            "order": order,
            "nodes": self.nodes,
        }
        if summary:
            definition["summary"] = summary
        return definition

    def _page(self, page: PlannedPage) -> str:
        node: Node = {"kind": "page", "title": page.title[:_LONGEST_TITLE]}
        if page.summary:
            node["summary"] = page.summary
        path: Path = ()
        if page.group is not None:
            path = page.group.path
            node["key"] = page.group.key
            node["required"] = page.group.required
            node.update(page.group.node)
        node_id = self._add(node, path, page.title)
        if page.alternatives:
            at = page.group.at if page.group else ""
            self._waiting.append((node_id, path, page.alternatives, at))
        node["order"] = [self._content(each) for each in page.content]
        return node_id

    def _content(self, content: Question | Note) -> str:
        if isinstance(content, Note):
            node: Node = {"kind": "note", "label": content.heading, "text": content.text}
            node_id = self._add(node, (), content.heading or content.text)
            if content.when:
                self._waiting.append((node_id, (), [content.when], ""))
            return node_id
        return self._question(content)

    def _question(self, question: Question) -> str:
        is_structure = question.kind in {"group", "list"}
        node: Node = {"kind": question.kind}
        if question.key:
            node["key"] = question.key
        node["title" if is_structure else "label"] = question.label
        if question.help:
            node["help"] = question.help
        if question.kind != "note":
            node["required"] = question.required
        node.update(question.node)
        node_id = self._add(node, question.path, question.label)
        if question.alternatives:
            self._waiting.append((node_id, question.path, question.alternatives, question.at))
        if is_structure:
            node["order"] = [self._question(child) for child in question.children]
        return node_id

    def _add(self, node: Node, path: Path, words: str) -> str:
        name = "_".join(part for part in path[-2:] if part != "*") or words
        plain = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
        plain = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:48] or "x"
        base = f"{_LETTERS.get(node['kind'], 'f')}_{plain}"
        node_id, number = base, 2
        while node_id in self.nodes:
            node_id, number = f"{base}_{number}", number + 1
        self.nodes[node_id] = node
        if path:
            self._by_path.setdefault(path, node_id)
        return node_id

    def _show(
        self, node_id: str, path: Path, alternatives: list[list[PathCondition]], at: str
    ) -> None:
        asked = {each for all_of in alternatives for cond in all_of for each in paths_in(cond)}
        around = _lists_around(path)
        levels = {each.count("*") for each in asked}
        most = _MOST_ASKED_ACROSS if len(levels) > 1 else _MOST_ASKED
        count = sum(1 for all_of in alternatives for cond in all_of for _each in paths_in(cond))
        fitting = count <= most and all(
            each in self._by_path
            and self._by_path[each] != node_id
            and _lists_around(each) == around[: each.count("*")]
            for each in asked
        )
        node = self.nodes[node_id]
        if not fitting:
            node["required"] = False
            self._journal.lost("condition-without-question", at)
            return
        written = [
            _joined("all", [self._condition(cond) for cond in all_of]) for all_of in alternatives
        ]
        node["show_when"] = _joined("any", written)
        self._journal.took("condition", at, name=node_id)

    def _condition(self, condition: PathCondition) -> dict[str, Any]:
        if "path" in condition:
            return {"field": self._by_path[condition["path"]], "is": condition["is"]}
        if "not" in condition:
            return {"not": self._condition(condition["not"])}
        joint = "all" if "all" in condition else "any"
        return {joint: [self._condition(each) for each in condition[joint]]}


def _joined(joint: str, members: list[dict[str, Any]]) -> dict[str, Any]:
    distinct: list[dict[str, Any]] = []
    for member in members:
        if member not in distinct:
            distinct.append(member)
    return distinct[0] if len(distinct) == 1 else {joint: distinct}


def _lists_around(path: Path) -> list[Path]:
    return [path[: number + 1] for number, key in enumerate(path) if key == "*"]
