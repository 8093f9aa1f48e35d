"""Invents answers that nobody could take for a real person's."""

from collections.abc import Iterator
from typing import Any, Final

from forms_engine.compiling import Compiled, Entry
from forms_engine.conditions import MISSING
from forms_engine.definition import Node
from forms_engine.kinds.composite import Composite
from forms_engine.kinds.registry import KINDS, value_schema
from forms_engine.reaching.domains import domain_of
from forms_engine.validators import small_judge

_LONGEST: Final = 40
_UPLOAD: Final = "00000000-0000-4000-8000-000000000000"
_POINT: Final = [8.68, 50.11]
_AREA: Final = [_POINT, [8.69, 50.11], [8.69, 50.12], _POINT]
_KNOWN: Final[dict[str, tuple[Any, ...]]] = {
    "email": ("kim@muster.example",),
    "phone": ("030 23125000", "+49 30 23125000"),
    "iban": ("DE02120300000000202051",),
    "postcode": ("12345", "60311"),
    "tax_id": ("86095742719",),
    "integer": (1, 2, 10, 100, 2020, 0),
    "number": (1, 2.5, 10, 100, 0),
    "money": ("10.00", "100.00", "0.00"),
    "date": ("2027-03-01", "1990-05-17", "2020-05-17"),
    "time": ("10:00",),
    "datetime": ("2027-03-01T10:00",),
    "boolean": (False, True),
    "consent": (True,),
    "file": (_UPLOAD, [_UPLOAD]),
    "map_point": ({"type": "Point", "coordinates": _POINT},),
    "map_line": ({"type": "LineString", "coordinates": _AREA[:2]},),
    "map_area": ({"type": "Polygon", "coordinates": [_AREA]},),
    "value": ("Beispiel", 1, True, [], {}),
}
_BY_KEY: Final = {
    "given_name": "Kim",
    "family_name": "Muster",
    "birth_name": "Beispiel",
    "birth_place": "Musterstadt",
    "nationality": "deutsch",
    "title": "Dr.",
    "birth_date": "1990-05-17",
    "street": "Musterstraße",
    "house_number": "1",
    "place": "Musterstadt",
    "country": "Deutschland",
    "name": "Kim Muster",
}
_BY_PROMPT: Final = {
    "name": "Kim Muster",
    "given-name": "Kim",
    "family-name": "Muster",
    "address-line1": "Musterstraße 1",
    "address-level2": "Musterstadt",
    "postal-code": "12345",
}


def invented(compiled: Compiled, entry: Entry) -> Any:
    """Return a valid answer to a question, the same every time; MISSING if none was found."""
    name = ("invented", entry.node_id)
    if name not in compiled.memory:
        compiled.memory[name] = invented_for(entry.node, key=entry.key)
    return compiled.memory[name]


def invented_for(node: Node, *, key: str = "") -> Any:
    """Return a valid answer to a field; MISSING if none was found."""
    try:
        judge = small_judge(value_schema(node))
        return next((each for each in _candidates(node, key) if judge.is_valid(each)), MISSING)
    except (ValueError, LookupError):
        return MISSING


def _candidates(node: Node, key: str) -> Iterator[Any]:
    kind = KINDS[node["kind"]]
    if isinstance(kind, Composite):
        yield _composite(kind, node)
        return
    if "default" in node:
        yield node["default"]
    if key in _BY_KEY:
        yield _BY_KEY[key]
    options = node.get("options")
    if isinstance(options, list):
        for option in options:
            yield option["value"]
            yield [option["value"]]
        yield [option["value"] for option in options]
    if node["kind"] in _KNOWN:
        yield from _KNOWN[node["kind"]]
    else:
        yield from _texts(node)
    domain = domain_of(node, [], is_submitted=True)
    yield from (each for each in domain.values if each is not MISSING)


def _composite(kind: Composite, node: Node) -> dict[str, Any]:
    value = {}
    for part in kind.parts(node):
        if part.required:
            made = invented_for(kind.part_node(part, node), key=part.key)
            if made is not MISSING:
                value[part.key] = made
    return value


def _texts(node: Node) -> Iterator[str]:
    prompt = str(node.get("autocomplete", ""))
    if prompt in _BY_PROMPT:
        yield _BY_PROMPT[prompt]
    yield from ("Beispiel", "Muster", "BEISPIEL", "beispiel", "Beispiel für eine Antwort")
    yield from ("F-AB 123", "2027", "2027-03-01", "10:00", "https://muster.example/", "A1", "AB123")
    digits = "1234567890" * (_LONGEST // 10)
    for length in range(1, _LONGEST + 1):
        yield digits[:length]
        yield ("Beispiel " * length)[:length].strip()
        yield "A" * length
