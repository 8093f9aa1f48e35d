"""Checks that no more is asked than needed, and that it is said why (Art. 5 and 6 GDPR)."""

import functools
import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from forms_engine.checking.letters import answers_named
from forms_engine.checking.messages import finding
from forms_engine.checking.remembering import Contents, Memory
from forms_engine.conditions import leaves
from forms_engine.definition import Definition, Node, Placed, answer_paths, label_of
from forms_engine.errors import Finding
from forms_engine.kinds import KINDS

_PERSONAL: Final = frozenset(
    {"person", "address", "email", "phone", "iban", "tax_id", "signature", "file"}
)
_PERSONAL_WORDS: Final = re.compile(
    r"geburts(?:datum|tag|ort|name)|geschlecht|staatsangehörigkeit|familienstand|telefon|handy|"
    r"steuer-?id|sozialversicherung|ausweisnummer|kontonummer|\biban\b|date of birth|\bgender\b|"
    r"nationality|\bvorname|\bnachname|familienname",
    re.IGNORECASE,
)
_SPECIAL_WORDS: Final = re.compile(
    r"religion|konfession|gesundheit|erkrankung|krankheit|diagnose|behinder|schwerbehind|"
    r"ethnisch|herkunft|gewerkschaft|sexuell|weltanschau|politische|biometri|genetisch|vorstrafe",
    re.IGNORECASE,
)
_PRIVACY: Final = re.compile(
    r"datenschutz|dsgvo|personenbezogen|verarbeitung (?:meiner|ihrer) daten|privacy|"
    r"data protection|gdpr",
    re.IGNORECASE,
)
# Whatever is chosen in these is the matter itself, not data about a person.
_PLAIN: Final = frozenset({"note", "const", "calculated", "consent"})
_MOST_NAMED: Final = 3


class _Facts(NamedTuple):
    """What a node shows by its kind and its words."""

    is_personal: bool
    special: str
    speaks_of_privacy: bool


_FACTS: Final = Memory[_Facts](8192)


def economy_findings(
    definition: Definition, placed: dict[str, Placed], contents: Contents
) -> Iterator[Finding]:
    """Return which questions are asked without a reason that is written down."""
    has_basis = any(str(each).strip() for each in definition.get("legal_basis", []))
    is_personal = False
    is_private = bool(_PRIVACY.search(str(definition.get("description", ""))))
    for node_id, each in placed.items():
        node = each.node
        facts = _FACTS.of(contents.name_of(node_id), functools.partial(_facts, node))
        is_personal = is_personal or facts.is_personal
        is_private = is_private or facts.speaks_of_privacy
        if node.get("purpose"):
            continue
        pointer = f"/nodes/{node_id}/purpose"
        if facts.special:
            params = {"label": label_of(node), "word": facts.special}
            yield finding("special_data", node_id, pointer, **params)
        elif facts.is_personal and not has_basis:
            yield finding("purpose_missing", node_id, pointer, label=label_of(node))
    if is_personal and not has_basis:
        yield finding("legal_basis_missing", "", "/legal_basis")
    if is_personal and not is_private:
        yield finding("privacy_missing", "", "/nodes")
    yield from _unused(definition, placed)


def asks_personally(node: Node) -> bool:
    """Say whether a question asks for data about a person, by its kind or by what it is called."""
    if node["kind"] not in KINDS or node["kind"] in _PLAIN:
        return False
    return node["kind"] in _PERSONAL or bool(_PERSONAL_WORDS.search(label_of(node)))


def _facts(node: Node) -> _Facts:
    is_asked = node["kind"] in KINDS and node["kind"] not in _PLAIN
    special = _SPECIAL_WORDS.search(label_of(node)) if is_asked else None
    texts = (node.get(name) for name in ("label", "title", "text", "help", "summary"))
    return _Facts(
        asks_personally(node),
        special[0] if special else "",
        any(_PRIVACY.search(text) for text in texts if text),
    )


def _unused(definition: Definition, placed: dict[str, Placed]) -> Iterator[Finding]:
    """Name voluntary questions that neither rules nor fees, routes, notices or purposes need."""
    used = used_fields(definition, placed)
    idle = [
        node_id
        for node_id, each in placed.items()
        if each.node["kind"] in KINDS
        and each.node["kind"] not in _PLAIN
        and not each.node.get("required")
        and not each.node.get("purpose")
        and node_id not in used
    ]
    if idle:
        named = ", ".join(label_of(placed[each].node) for each in idle[:_MOST_NAMED])
        more = ", …" if len(idle) > _MOST_NAMED else ""
        pointer = f"/nodes/{idle[0]}"
        yield finding("answers_unused", idle[0], pointer, count=len(idle), labels=named + more)


def used_fields(definition: Definition, placed: dict[str, Placed]) -> set[str]:
    """Return the fields on whose answers something in the definition depends."""
    used: set[str] = set()
    conditions = [each.node.get("show_when") for each in placed.values()]
    conditions += [rule.get("when") for rule in definition.get("routing", [])]
    for fee in definition.get("fees", []):
        conditions += [fee.get("when"), *(each.get("when") for each in fee.get("factors", []))]
        used |= {fee[name] for name in ("per", "offset") if name in fee}
    for condition in conditions:
        used |= {leaf.name for leaf in leaves(condition) if leaf.source == "field"}
    for each in placed.values():
        calculate: dict[str, Any] = each.node.get("calculate") or {}
        for way in ("sum", "product", "join"):
            used |= set(calculate.get(way, []))
    return used | _named_in_texts(definition) | _constrained(definition, placed)


def _named_in_texts(definition: Definition) -> set[str]:
    named = answers_named(str(notice.get("body", "")) for notice in definition.get("notices", []))
    if not named:
        return set()
    return {node_id for node_id, path in answer_paths(definition).items() if path in named}


def _constrained(definition: Definition, placed: dict[str, Placed]) -> set[str]:
    written = repr([each["schema"] for each in definition.get("constraints", [])])
    return {
        node_id
        for node_id, each in placed.items()
        if each.node.get("key") and f"'{each.node['key']}'" in written
    }
