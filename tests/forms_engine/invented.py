"""Invents definitions with nested conditions, and answers to them, for the property tests."""

from typing import Any

from hypothesis import strategies as st

_CHOICES = [{"value": value, "label": value.upper()} for value in ("a", "b", "c")]
_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": st.sampled_from(["x", "y", "Müller", "0"]),
    "integer": st.integers(-2, 4),
    "boolean": st.booleans(),
    "choice": st.sampled_from(["a", "b", "c"]),
    "choices": st.lists(st.sampled_from(["a", "b", "c"]), unique=True, min_size=1),
    "money": st.sampled_from(["0.00", "12.50", "-3.10"]),
    "date": st.sampled_from(["2026-05-03", "1999-12-31"]),
    "postcode": st.sampled_from(["60311", "01067"]),
    "address": st.just(
        {"street": "Weg", "house_number": "1a", "postcode": "60311", "place": "Frankfurt"}
    ),
}
_QUESTIONS: dict[str, list[Any]] = {
    "text": [{"const": "x"}, {"enum": ["y", "0"]}, {"minLength": 2}, {"pattern": "^M"}],
    "integer": [{"minimum": 1}, {"const": 0}, {"not": {"const": 2}}],
    "boolean": [{"const": True}, {"const": False}],
    "choice": [{"const": "a"}, {"enum": ["b", "c"]}],
    "choices": [{"contains": {"const": "a"}}, {"minItems": 2}],
    "money": [True, {"pattern": "^-"}],
    "date": [{}, {"format": "date"}],
    "postcode": [True, {"const": "60311"}],
    "address": [{"properties": {"place": {"const": "Frankfurt"}}, "required": ["place"]}],
    "list": [{"minItems": 2}, {"contains": {"type": "object"}}],
}
PARAMETERS = {"yes": True, "number": 3, "nothing": None}


class Inventor:
    """Draws one definition, node by node, so that conditions can ask for what came before."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.nodes: dict[str, Any] = {}
        # (node id, kind, lists around)
        self.before: list[tuple[str, str, tuple[str, ...]]] = []

    def definition(self) -> dict[str, Any]:
        order = []
        for _number in range(self.draw(st.integers(1, 3))):
            page_id = self._id("p")
            page: dict[str, Any] = {"kind": "page", "title": page_id}
            self._maybe_condition(page, ())
            self._maybe_key(page, page_id)
            self.nodes[page_id] = page
            page["order"] = self._children((), depth=0)
            order.append(page_id)
        return {
            "format": "rathaus-process/1",
            "title": "Invented",
            "order": order,
            "nodes": self.nodes,
            "parameters": {name: {"label": name} for name in PARAMETERS},
        }

    def _id(self, letter: str) -> str:
        return f"{letter}{len(self.nodes)}"

    def _children(self, lists: tuple[str, ...], *, depth: int) -> list[str]:
        return [self._child(lists, depth=depth) for _ in range(self.draw(st.integers(1, 4)))]

    def _child(self, lists: tuple[str, ...], *, depth: int) -> str:
        shape = self.draw(st.sampled_from(["field"] * 5 + ["group", "list", "bare"]))
        if depth > 2:
            shape = "field"
        if shape == "group":
            return self._group(lists, depth=depth)
        if shape in {"list", "bare"}:
            return self._list(lists, depth=depth, is_bare=shape == "bare")
        return self._field(lists)

    def _field(self, lists: tuple[str, ...], *, is_bare: bool = False) -> str:
        kinds = sorted(set(_VALUES) - ({"choices", "address"} if is_bare else set()))
        kind = self.draw(st.sampled_from(kinds))
        node_id = self._id("f")
        node: dict[str, Any] = {"kind": kind, "label": node_id}
        if kind in {"choice", "choices"}:
            node["options"] = _CHOICES
        if not is_bare:
            node |= {"key": node_id, "required": self.draw(st.booleans())}
            self._maybe_condition(node, lists)
        self.nodes[node_id] = node
        self.before.append((node_id, kind, lists))
        return node_id

    def _group(self, lists: tuple[str, ...], *, depth: int) -> str:
        node_id = self._id("g")
        node: dict[str, Any] = {"kind": "group", "title": node_id}
        self._maybe_condition(node, lists)
        self._maybe_key(node, node_id)
        self.nodes[node_id] = node
        node["order"] = self._children(lists, depth=depth + 1)
        return node_id

    def _list(self, lists: tuple[str, ...], *, depth: int, is_bare: bool) -> str:
        node_id = self._id("l")
        node: dict[str, Any] = {"kind": "list", "key": node_id, "title": node_id}
        self._maybe_condition(node, lists)
        if self.draw(st.booleans()):
            node["schema"] = {"minItems": 1, "maxItems": 3}
        self.nodes[node_id] = node
        inner = (*lists, node_id)
        if is_bare:
            node["order"] = [self._field(inner, is_bare=True)]
        else:
            node["order"] = self._children(inner, depth=depth + 1)
            self.before.append((node_id, "list", lists))
        return node_id

    def _maybe_key(self, node: dict[str, Any], key: str) -> None:
        if self.draw(st.booleans()):
            # Pages and groups of one key at one place share an object.
            node["key"] = self.draw(st.sampled_from([key, "shared"]))

    def _maybe_condition(self, node: dict[str, Any], lists: tuple[str, ...]) -> None:
        if self.draw(st.booleans()):
            node["show_when"] = self._condition(lists, depth=0)

    def _condition(self, lists: tuple[str, ...], *, depth: int) -> dict[str, Any]:
        askable = [
            (node_id, kind)
            for node_id, kind, around in self.before
            if around == lists[: len(around)]
        ]
        ways = ["leaf"] * 3 + ([] if depth > 1 else ["all", "any", "not"])
        way = self.draw(st.sampled_from(ways))
        if way == "not":
            return {"not": self._condition(lists, depth=depth + 1)}
        if way in {"all", "any"}:
            count = self.draw(st.integers(0 if depth else 1, 3))
            return {way: [self._condition(lists, depth=depth + 1) for _ in range(count)]}
        if not askable or self.draw(st.integers(0, 6)) == 0:
            name = self.draw(st.sampled_from(sorted(PARAMETERS)))
            return {"parameter": name, "is": self.draw(st.sampled_from([True, {"const": True}]))}
        node_id, kind = self.draw(st.sampled_from(askable))
        return {"field": node_id, "is": self.draw(st.sampled_from(_QUESTIONS[kind]))}


@st.composite
def definitions(draw: Any) -> dict[str, Any]:
    """A definition without errors."""
    return Inventor(draw).definition()


@st.composite
def filled_in(draw: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """A definition, and answers in which every required field is answered, hidden or not."""
    definition = draw(definitions())
    answers: dict[str, Any] = {}
    for page_id in definition["order"]:
        _answer(draw, definition["nodes"], page_id, answers)
    return definition, answers


def _answer(draw: Any, nodes: dict[str, Any], node_id: str, into: dict[str, Any]) -> None:
    node = nodes[node_id]
    kind = node["kind"]
    if kind in {"page", "group"}:
        target = into.setdefault(node["key"], {}) if node.get("key") else into
        for child in node["order"]:
            _answer(draw, nodes, child, target)
    elif kind == "list":
        into[node["key"]] = [_row(draw, nodes, node) for _ in range(draw(st.integers(1, 3)))]
    elif node.get("required") or draw(st.booleans()):
        into[node["key"]] = draw(_VALUES[kind])


def _row(draw: Any, nodes: dict[str, Any], node: dict[str, Any]) -> Any:
    only = nodes[node["order"][0]]
    if not only.get("key") and only["kind"] in _VALUES:
        return draw(_VALUES[only["kind"]])
    row: dict[str, Any] = {}
    for child in node["order"]:
        _answer(draw, nodes, child, row)
    return row
