"""The cast: cities, people and processes that tests tell their stories with; all invented."""

import datetime as dt
from typing import Any, Final
from uuid import UUID

NOW: Final = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)

FRANKFURT: Final[dict[str, Any]] = {
    "slug": "frankfurt",
    "name": "Frankfurt am Main",
    "authority": "Magistrat der Stadt Frankfurt am Main",
    "key": "064120000000",
    "number_prefix": "F",
}
WIESBADEN: Final[dict[str, Any]] = {
    "slug": "wiesbaden",
    "name": "Wiesbaden",
    "authority": "Magistrat der Landeshauptstadt Wiesbaden",
    "key": "064140000000",
    "number_prefix": "WI",
}
DARMSTADT: Final[dict[str, Any]] = {
    "slug": "darmstadt",
    "name": "Darmstadt",
    "authority": "Magistrat der Wissenschaftsstadt Darmstadt",
    "key": "064110000000",
    "number_prefix": "DA",
}

CLERK: Final = {"email": "clerk@frankfurt.example", "first_name": "Toni", "last_name": "Amt"}
CITIZEN_EMAIL: Final = "kim@muster.example"
# Nobody's draft.
DRAFT_ID: Final = UUID("00000000-0000-4000-8000-000000000000")
PASSWORD: Final = "a-long-password-for-tests"

# Three pages: plain fields; a condition and a list; a page that a condition shows.
DOG_TAX: Final[dict[str, Any]] = {
    "format": "rathaus-process/1",
    "title": "Hund anmelden",
    "summary": "Melden Sie Ihren Hund zur Hundesteuer an.",
    "category": "taxes",
    "languages": ["de", "en"],
    "processing_days": 14,
    "order": ["p_owner", "p_dogs", "p_proof"],
    "nodes": {
        "p_owner": {
            "kind": "page",
            "title": "Halterin oder Halter",
            "order": ["f_name", "f_email", "f_born"],
        },
        "f_name": {
            "kind": "text",
            "key": "name",
            "label": "Name",
            "required": True,
            "schema": {"type": "string", "maxLength": 80},
        },
        "f_email": {"kind": "email", "key": "email", "label": "E-Mail", "required": False},
        "f_born": {"kind": "date", "key": "born_on", "label": "Geburtsdatum", "required": False},
        "p_dogs": {"kind": "page", "title": "Ihre Hunde", "order": ["l_dogs", "f_reduced"]},
        "l_dogs": {
            "kind": "list",
            "key": "dogs",
            "title": "Hund",
            "schema": {"minItems": 1, "maxItems": 3},
            "order": ["f_call", "f_mixed", "f_breed2"],
        },
        "f_call": {"kind": "text", "key": "call", "label": "Rufname", "required": True},
        "f_mixed": {"kind": "boolean", "key": "mixed", "label": "Mischling?", "required": True},
        "f_breed2": {
            "kind": "text",
            "key": "second_breed",
            "label": "Zweite Rasse",
            "required": True,
            "show_when": {"field": "f_mixed", "is": {"const": True}},
        },
        "f_reduced": {
            "kind": "boolean",
            "key": "reduced",
            "label": "Möchten Sie eine Ermäßigung?",
            "required": True,
        },
        "p_proof": {
            "kind": "page",
            "title": "Nachweis",
            "order": ["f_proof"],
            "show_when": {"field": "f_reduced", "is": {"const": True}},
        },
        "f_proof": {
            "kind": "file",
            "key": "proof",
            "label": "Nachweis",
            "required": True,
            "accept": ["application/pdf", "image/png"],
            "max_size": 100_000,
        },
    },
    "constraints": [],
    "texts": {
        "en": {
            "title": "Register a dog",
            "p_owner.title": "Dog owner",
            "f_name.label": "Name of the owner",
        }
    },
    "parameters": {},
    "roles": {"tax_office": {"label": "Steueramt"}},
    "identification": "none",
    "fees": [],
    "routing": [{"to": ["tax_office"], "due_days": 14}],
    "notices": [
        {
            "key": "approval",
            "on": "granted",
            "title": "Hundesteuerbescheid",
            "body": "Ihr Hund ist angemeldet.",
            "legal_remedy": True,
        },
        {
            "key": "refusal",
            "on": "refused",
            "title": "Ablehnung",
            "body": "Ihr Antrag ist abgelehnt.",
            "legal_remedy": True,
        },
    ],
    "retention": {"draft_days": 30, "closed_days": 3650},
}
# Answers that DOG_TAX accepts.
DOG_ANSWERS: Final[dict[str, Any]] = {
    "name": "Kim Muster",
    "email": CITIZEN_EMAIL,
    "dogs": [{"call": "Bello", "mixed": False}],
    "reduced": False,
}
