"""Checks what conditions come to: never, always, contradictions, what is asked and not offered."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeVar

from forms_engine.checking.asking import Asking
from forms_engine.checking.messages import finding
from forms_engine.checking.remembering import Contents, Memory
from forms_engine.conditions import Condition, Leaf, leaves
from forms_engine.definition import Definition, Placed, label_of, option_name
from forms_engine.errors import Finding
from forms_engine.kinds import KINDS
from forms_engine.reaching import CANNOT, Ground
from forms_engine.reaching.ground import TooMuch
from forms_engine.reaching.schemas import named_inside, named_values

_FOUND: Final = Memory[tuple[tuple[Finding, ...], int]](8192)
_NEVER: Final = Memory[tuple[bool, int]](4096)
# How much one check may search; what is remembered counts as if it were searched again, so that
# the same is found with and without memory.
_MOST_WORK: Final = 400_000
# A contradiction between more questions is not told from something else.
_MOST_ASKED: Final = 40
_Result = TypeVar("_Result")
_FINE: Final = ""


def rule_findings(definition: Definition, asking: Asking, judging: "Judging") -> Iterator[Finding]:
    """Return what is wrong with conditions that each by itself are well formed."""
    for placed in asking.placed.values():
        if placed.node.get("show_when") is not None:
            yield from judging.of_node(placed)
    yield from _fees(definition, asking, judging)


class Judging:
    """Judges conditions, each once for the same content, until too much was searched."""

    def __init__(
        self, definition: Definition, placed: dict[str, Placed], contents: Contents
    ) -> None:
        self.ground = Ground(definition, placed)
        self.contents = contents
        self._parameters = definition.get("parameters", {})
        self._left = _MOST_WORK

    def remembered(
        self,
        memory: Memory[tuple[_Result, int]],
        name: bytes,
        make: Callable[[], _Result],
        ground: Ground | None = None,
    ) -> _Result | None:
        """Return what is remembered or made by searching; None once too much was searched."""
        searched = ground or self.ground

        def counted() -> tuple[_Result, int]:
            before = searched.work
            result = make()
            return result, searched.work - before

        if self._left <= 0:
            return None
        result, work = memory.of(name, counted)
        self._left -= work
        return result

    def of_node(self, placed: Placed) -> tuple[Finding, ...]:
        """Return what is wrong with a node's condition."""
        try:
            involved = sorted(self.ground.involved([], placed.node_id))
        except TooMuch:
            return ()
        name = self.contents.name_of_all(involved, [placed.node_id, self._parameters])
        return self.remembered(_FOUND, name, lambda: tuple(self._of_node(placed))) or ()

    def _of_node(self, placed: Placed) -> Iterator[Finding]:
        condition = placed.node["show_when"]
        at, pointer = placed.node_id, f"/nodes/{placed.node_id}/show_when"
        unknown = list(unknown_options(condition, self.ground.placed, at, pointer))
        yield from unknown
        if has_doubles(condition):
            yield finding("condition_doubled", at, pointer)
        code = _FINE if unknown else self._judge(condition, placed)
        if code:
            yield finding(code, at, pointer)

    def never_holds(self, condition: Condition | None, *, at: str | None = None) -> bool:
        """Say whether no answers meet a condition; where nobody can say, no."""
        if condition is None:
            return False
        try:
            involved = sorted(self.ground.involved([condition], at or ""))
        except TooMuch:
            return False
        also = [condition, at, self._parameters]
        name = self.contents.name_of_all(involved, also)
        never = self.remembered(_NEVER, name, lambda: self.ground.meets(condition, at=at) == CANNOT)
        return bool(never)

    def _judge(self, condition: Condition, placed: Placed) -> str:
        around = placed.parent_id
        meets = self.ground.meets
        if meets(condition, at=around) != CANNOT:
            is_always = meets(None, at=around, fails=[condition]) == CANNOT
            return "always_shown" if is_always else _FINE
        if around and meets(None, at=around) == CANNOT:
            # What is around it is never shown, and said to be so.
            return _FINE
        if placed.node.get("required") and placed.node["kind"] in KINDS:
            return "required_but_hidden"
        if meets(condition, sees_all=True) != CANNOT:
            return "page_unreachable" if placed.node["kind"] == "page" else "never_reached"
        asked = list(leaves(condition))[:_MOST_ASKED]
        each = [meets(_as_condition(leaf), sees_all=True) for leaf in asked]
        return "condition_contradicts" if each and CANNOT not in each else "never_shown"


def _as_condition(leaf: Leaf) -> Condition:
    return {leaf.source: leaf.name, "is": leaf.schema}


def unknown_options(
    condition: Condition, placed: Mapping[str, Placed], at: str, pointer: str
) -> Iterator[Finding]:
    """Return findings for values that are asked for and not among the options (any more)."""
    for leaf in leaves(condition):
        if leaf.source != "field" or leaf.name not in placed:
            continue
        node = placed[leaf.name].node
        for value in unknown_values(node, leaf.schema):
            yield finding(
                "condition_unknown_option", at, pointer, label=label_of(node), value=value
            )


def unknown_values(node: dict[str, Any], schema: Any) -> list[str]:
    """Return the values that a schema asks a choice for and that it does not offer."""
    options = node.get("options")
    if node["kind"] not in {"choice", "choices"} or not isinstance(options, list) or not options:
        return []
    wanted = named_values([schema]) if node["kind"] == "choice" else named_inside([schema])
    offered = {option_name(option["value"]) for option in options}
    names = (option_name(each) for each in wanted if not isinstance(each, list | dict))
    return [each for each in dict.fromkeys(names) if each not in offered]


def has_doubles(condition: Any) -> bool:
    """Say whether a condition joins two equal conditions."""
    if not isinstance(condition, dict):
        return False
    for joint in ("all", "any"):
        members = [repr(each) for each in condition.get(joint, [])]
        if len(set(members)) < len(members):
            return True
    inner = [*condition.get("all", []), *condition.get("any", []), condition.get("not")]
    return any(has_doubles(each) for each in inner)


def _fees(definition: Definition, asking: Asking, judging: Judging) -> Iterator[Finding]:
    for number, fee in enumerate(definition.get("fees", [])):
        pointer = f"/fees/{number}"
        counted = asking.placed.get(fee.get("per", ""))
        at = counted.node_id if counted and counted.node["kind"] == "list" else None
        asked = [(f"{pointer}/when", fee.get("when"), fee["label"])]
        asked += [
            (f"{pointer}/factors/{place}/when", factor.get("when"), factor.get("label", ""))
            for place, factor in enumerate(fee.get("factors", []))
        ]
        for where, condition, label in asked:
            if condition is None:
                continue
            unknown = list(unknown_options(condition, asking.placed, "", where))
            yield from unknown
            if not unknown and judging.never_holds(condition, at=at):
                yield finding("fee_never", "", where, label=label or fee["label"])
