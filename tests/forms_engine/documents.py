"""Small definitions that engine tests are about."""

import copy
from typing import Any

DOG_TAX: dict[str, Any] = {
    "format": "rathaus-process/1",
    "title": "Hund anmelden",
    "languages": ["de", "en"],
    "order": ["p_owner", "p_dogs", "p_relief"],
    "nodes": {
        "p_owner": {
            "kind": "page",
            "key": "owner",
            "title": "Halter",
            "order": ["f_name", "f_home"],
        },
        "f_name": {"kind": "person", "key": "name", "label": "Ihr Name", "required": True},
        "f_home": {"kind": "address", "key": "home", "label": "Anschrift", "required": True},
        "p_dogs": {"kind": "page", "title": "Hunde", "order": ["f_further", "l_dogs"]},
        "f_further": {
            "kind": "integer",
            "key": "further",
            "label": "Weitere Hunde",
            "required": True,
            "schema": {"minimum": 0},
            "show_when": {"parameter": "rate_rises", "is": {"const": True}},
        },
        "l_dogs": {
            "kind": "list",
            "key": "dogs",
            "title": "Hund",
            "schema": {"minItems": 1, "maxItems": 3},
            "order": ["f_chip", "f_dangerous", "f_proof"],
        },
        "f_chip": {
            "kind": "text",
            "key": "chip",
            "label": "Chipnummer",
            "required": True,
            "schema": {"pattern": "^[0-9]{15}$"},
        },
        "f_dangerous": {
            "kind": "boolean",
            "key": "dangerous",
            "label": "Gefährlich?",
            "required": True,
            "show_when": {"parameter": "asks_dangerous", "is": {"const": True}},
        },
        "f_proof": {
            "kind": "file",
            "key": "proof",
            "label": "Wesenstest",
            "required": True,
            "show_when": {"field": "f_dangerous", "is": {"const": True}},
        },
        "p_relief": {"kind": "page", "title": "Ermäßigung", "order": ["f_guard", "f_why"]},
        "f_guard": {"kind": "boolean", "key": "guard", "label": "Wachhund?", "required": True},
        "f_why": {
            "kind": "choice",
            "key": "why",
            "label": "Warum?",
            "required": True,
            "options": [{"value": "farm", "label": "Hof"}, {"value": "shop", "label": "Laden"}],
            "show_when": {"field": "f_guard", "is": {"const": True}},
        },
    },
    "constraints": [
        {
            "id": "no_farm_in_town",
            "schema": {"not": {"required": ["why"], "properties": {"why": {"const": "farm"}}}},
            "message": "In der Stadt gibt es keine Höfe.",
            "at": "f_why",
        }
    ],
    "parameters": {
        "fee_tiers": {"label": "Sätze", "schema": {"type": "array"}, "default": ["120.00"]},
        "fee_dangerous": {"label": "Gefährlicher Hund", "default": None},
        "rate_rises": {"label": "Steigt der Satz?", "default": False},
        "asks_dangerous": {"label": "Nach gefährlichen Hunden fragen?", "default": False},
    },
    "roles": {"tax_office": {"label": "Steueramt"}, "order_office": {"label": "Ordnungsamt"}},
    "fees": [
        {
            "id": "dangerous",
            "label": "Gefährlicher Hund",
            "per": "l_dogs",
            "group": "dog",
            "amount": {"parameter": "fee_dangerous"},
            "when": {"field": "f_dangerous", "is": {"const": True}},
        },
        {
            "id": "dog",
            "label": "{{ number }}. Hund",
            "per": "l_dogs",
            "offset": "f_further",
            "group": "dog",
            "amount": {"parameter": "fee_tiers"},
            "factors": [{"when": {"field": "f_guard", "is": {"const": True}}, "times": "0.5"}],
        },
    ],
    "routing": [
        {
            "when": {"field": "l_dogs", "is": {"minItems": 3}},
            "to": ["order_office"],
            "due_days": 7,
        },
        {"to": ["tax_office"], "due_days": 14},
    ],
    "notices": [
        {
            "key": "approval",
            "on": "granted",
            "title": "Bescheid",
            "body": "{{ answers.owner.name }}",
        }
    ],
    "texts": {
        "en": {
            "title": "Register a dog",
            "f_chip.label": "Chip number",
            "options.f_why.farm": "farm",
            "fees.dangerous.label": "Dangerous dog",
        }
    },
}
FRANKFURT = {"fee_tiers": ["102.00"], "fee_dangerous": "900.00", "asks_dangerous": True}
WIESBADEN = {"fee_tiers": ["180.00"], "fee_dangerous": None, "asks_dangerous": True}
DARMSTADT = {
    "fee_tiers": ["120.00", "156.00", "192.00"],
    "fee_dangerous": "600.00",
    "asks_dangerous": True,
    "rate_rises": True,
}
OWNER = {
    "name": {"given_name": "Erika", "family_name": "Mustermann"},
    "home": {"street": "Weg", "house_number": "1", "postcode": "60311", "place": "Frankfurt"},
}
CHIP = "276098104321765"
PROOF = "6a1f0c1e-8a53-4e83-9d4b-0a3d1f3c5b77"


def dogs(*dangerous: bool, **more: Any) -> dict[str, Any]:
    """Answers with one dog for each truth value."""
    rows = [
        {"chip": CHIP, "dangerous": each, **({"proof": PROOF} if each else {})}
        for each in dangerous
    ]
    return {"owner": copy.deepcopy(OWNER), "dogs": rows, "guard": False, **more}


def one_page(*nodes: dict[str, Any], **root: Any) -> dict[str, Any]:
    """A definition with one page and these fields f0, f1 …, each under its own id as key."""
    ids = [f"f{number}" for number in range(len(nodes))]
    fields = {
        node_id: {"key": node_id, "label": node_id, **node}
        for node_id, node in zip(ids, nodes, strict=True)
    }
    return {
        "format": "rathaus-process/1",
        "title": "T",
        "order": ["p"],
        "nodes": {"p": {"kind": "page", "title": "P", "order": ids}, **fields},
        **root,
    }
