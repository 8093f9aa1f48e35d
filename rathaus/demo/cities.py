"""
The three cities of the demo: offices, looks and each one's own figures.

Figures come from the cities' by-laws and pages as collected in docs/demo.md; offices' contact data
and all people are invented.
"""

from typing import Any, TypedDict

REMEDY = (
    "Gegen diesen Bescheid können Sie innerhalb eines Monats nach Bekanntgabe Widerspruch "
    "einlegen. Der Widerspruch ist schriftlich, elektronisch nach § 3a Abs. 2 HVwVfG oder zur "
    "Niederschrift einzulegen. Anschrift: {authority}, {street}, {postcode} {place}."
)


class DemoOffice(TypedDict):
    """A department of a demo city."""

    key: str
    name: str


class DemoCity(TypedDict):
    """Everything about a demo city that is not the same in all of them."""

    fields: dict[str, Any]
    offices: list[DemoOffice]
    fallback: str
    roles: dict[str, str]
    parameters: dict[str, dict[str, Any]]


def _options(*pairs: tuple[str, str, str]) -> list[dict[str, Any]]:
    return [{"value": value, "label": de, "texts": {"en": en}} for value, de, en in pairs]


def _same(*labels: str) -> list[dict[str, Any]]:
    return [{"value": label, "label": label} for label in labels]


_ASSISTANCE = (
    "assistance",
    "Assistenzhund (Merkzeichen B, Bl, aG oder H)",
    "Assistance dog (mark B, Bl, aG or H)",
)

FRANKFURT: DemoCity = {
    "fields": {
        "slug": "frankfurt",
        "name": "Frankfurt am Main",
        "authority": "Der Magistrat der Stadt Frankfurt am Main",
        "key": "064120000000",
        "number_prefix": "F",
        "street": "Musterplatz 1",
        "postcode": "60311",
        "place": "Frankfurt am Main",
        "phone": "069 115",
        "email": "rathaus@frankfurt.example",
        "website": "https://frankfurt.example",
        "colours": {
            "action": "#1d4f8f",
            "action_dark": "#9cc3f2",
            "band": "#14304f",
            "accent": "#ee7d5b",
            "tint": "#edf3fa",
            "motif": "towers",
        },
    },
    "offices": [
        {"key": "steuern", "name": "Kassen- und Steueramt"},
        {"key": "verkehr", "name": "Straßenverkehrsamt"},
        {"key": "abfall", "name": "Abfallwirtschaft"},
        {"key": "umwelt", "name": "Umweltamt"},
        {"key": "standesamt", "name": "Standesamt"},
        {"key": "strassen", "name": "Amt für Straßenbau und Erschließung"},
        {"key": "ordnung", "name": "Ordnungsamt"},
        {"key": "buergeramt", "name": "Bürgeramt"},
    ],
    "fallback": "buergeramt",
    "roles": {
        "tax_office": "steuern",
        "parking_office": "verkehr",
        "waste_service": "abfall",
        "nature": "umwelt",
        "registry": "standesamt",
        "roads": "strassen",
        "public_order": "ordnung",
    },
    "parameters": {
        "hund-anmelden": {
            "fee_first_dog": "102.00",
            "fee_second_dog": "102.00",
            "fee_further_dog": "102.00",
            "fee_dangerous_dog": "900.00",
            "fee_dangerous_trained": "225.00",
            "asks_listed_breed": True,
            "asks_dangerous": True,
            "listed_breeds": [
                *_options(("none", "keine davon", "none of them")),
                *_same(
                    "Pitbull-Terrier / American Pitbull Terrier",
                    "American Staffordshire-Terrier / Staffordshire Terrier",
                    "Staffordshire Bullterrier",
                    "Bullterrier",
                    "American Bulldog",
                    "Dogo Argentino",
                    "Fila Brasileiro",
                    "Kangal (Karabash)",
                    "Kaukasischer Owtscharka",
                    "Rottweiler",
                ),
            ],
            "relief_reasons": _options(
                _ASSISTANCE,
                (
                    "shelter",
                    "Hund aus einem Tierheim (2 Jahre befreit)",
                    "Dog from an animal shelter (exempt for 2 years)",
                ),
            ),
            "due_yearly": "15. Januar",
            "due_quarterly": "15. Januar, 15. April, 15. Juli und 15. Oktober",
            "by_law": "Hundesteuersatzung der Stadt Frankfurt am Main",
        },
        "hund-abmelden": {},
        "bewohnerparkausweis": {
            "zones": _same(*(f"Gebiet {number}" for number in range(1, 42))),
            "fee_year": "120.00",
        },
        "sperrmuell-anmelden": {
            "fee_express": "89.00",
            "put_out": "frühestens am Vortag ab 15:30 Uhr und spätestens am Abholtag bis 6 Uhr",
        },
        "mangel-melden": {},
        "geburtsurkunde": {"fee_first": "11.00", "fee_further": "5.50"},
        "baumfaellgenehmigung": {},
    },
}

WIESBADEN: DemoCity = {
    "fields": {
        "slug": "wiesbaden",
        "name": "Wiesbaden",
        "authority": "Der Magistrat der Landeshauptstadt Wiesbaden",
        "key": "064140000000",
        "number_prefix": "WI",
        "street": "Beispielplatz 6",
        "postcode": "65183",
        "place": "Wiesbaden",
        "phone": "0611 115",
        "email": "rathaus@wiesbaden.example",
        "website": "https://wiesbaden.example",
        "colours": {
            "action": "#0b655c",
            "action_dark": "#7fd3c5",
            "band": "#0c4a47",
            "accent": "#e9bd55",
            "tint": "#eaf5f2",
            "motif": "springs",
        },
    },
    "offices": [
        {"key": "kasse", "name": "Kassen- und Steueramt"},
        {"key": "verkehr", "name": "Tiefbau- und Vermessungsamt"},
        {"key": "entsorgung", "name": "Entsorgungsbetriebe"},
        {"key": "ordnung", "name": "Ordnungsamt"},
        {"key": "buergerbuero", "name": "Bürgerbüro"},
    ],
    "fallback": "buergerbuero",
    "roles": {
        "tax_office": "kasse",
        "parking_office": "verkehr",
        "waste_service": "entsorgung",
        "roads": "verkehr",
        "public_order": "ordnung",
    },
    "parameters": {
        "hund-anmelden": {
            "fee_first_dog": "180.00",
            "fee_second_dog": "180.00",
            "fee_further_dog": "180.00",
            "companion_test_factor": "0.5",
            "relief_reasons": _options(_ASSISTANCE),
            "due_yearly": "1. Juli",
            "due_quarterly": "15. Februar, 15. Mai, 15. August und 15. November",
            "by_law": "Hundesteuersatzung der Landeshauptstadt Wiesbaden",
        },
        "hund-abmelden": {},
        "bewohnerparkausweis": {
            "zones": _same(*(f"Gebiet {number}" for number in range(1, 16))),
            "fee_year": "120.00",
        },
        "sperrmuell-anmelden": {},
        "mangel-melden": {},
    },
}

DARMSTADT: DemoCity = {
    "fields": {
        "slug": "darmstadt",
        "name": "Darmstadt",
        "authority": "Der Magistrat der Wissenschaftsstadt Darmstadt",
        "key": "064110000000",
        "number_prefix": "DA",
        "street": "Probeplatz 5",
        "postcode": "64283",
        "place": "Darmstadt",
        "phone": "06151 115",
        "email": "rathaus@darmstadt.example",
        "website": "https://darmstadt.example",
        "colours": {
            "action": "#6a3293",
            "action_dark": "#d2b2f0",
            "band": "#42215c",
            "accent": "#e5a34c",
            "tint": "#f5eff9",
            "motif": "arches",
        },
    },
    "offices": [
        {"key": "stadtkasse", "name": "Stadtkasse und Steuern"},
        {"key": "meldeamt", "name": "Meldeamt"},
        {"key": "ead", "name": "Abfallbetrieb"},
        {"key": "tiefbau", "name": "Tiefbauamt"},
        {"key": "ordnung", "name": "Bürger- und Ordnungsamt"},
    ],
    "fallback": "ordnung",
    "roles": {
        "tax_office": "stadtkasse",
        "parking_office": "meldeamt",
        "waste_service": "ead",
        "roads": "tiefbau",
        "public_order": "ordnung",
    },
    "parameters": {
        "hund-anmelden": {
            "fee_first_dog": "120.00",
            "fee_second_dog": "156.00",
            "fee_further_dog": "192.00",
            "fee_dangerous_dog": "600.00",
            "rate_rises_with_number": True,
            "asks_dangerous": True,
            "asks_companion_test": False,
            "relief_reasons": _options(
                _ASSISTANCE,
                ("foster", "Pflegehund (2 Monate befreit)", "Foster dog (exempt for 2 months)"),
                ("guard", "Wachhund (50 % ermäßigt)", "Guard dog (reduced by 50 %)"),
            ),
            "due_yearly": "1. Juli",
            "due_quarterly": "15. Februar, 15. Mai, 15. August und 15. November",
            "by_law": "Hundesteuersatzung der Wissenschaftsstadt Darmstadt",
        },
        "hund-abmelden": {},
        "bewohnerparkausweis": {
            "zones": [
                *({"value": f"resident:{zone}", "label": zone} for zone in ("H", "R", "S", "SK")),
                *_same("I", "K/SCH", "K", "JO", "BE1", "BE2", "MA", "WO", "WA1", "WA2"),
            ],
            "fee_resident_zone": "30.70",
            "durations": _options(
                ("month", "1 Monat", "1 month"),
                ("half_year", "6 Monate", "6 months"),
                ("year", "1 Jahr", "1 year"),
            ),
            "fee_year": "120.00",
            "fee_half_year": "70.00",
            "fee_month": "30.00",
        },
        "sperrmuell-anmelden": {},
        "mangel-melden": {},
    },
}

CITIES = (FRANKFURT, WIESBADEN, DARMSTADT)
