"""A natural person: names, and what else a process needs to know them by."""

from typing import Any

from forms_engine.definition import Node
from forms_engine.kinds.composite import Composite
from forms_engine.kinds.registry import Part, kind

_DAY = {"type": "text", "inputmode": "numeric", "autocomplete": "bday"}


def _text(key: str, german: str, english: str, *, required: bool, autocomplete: str = "") -> Part:
    attributes = {"type": "text"} | ({"autocomplete": autocomplete} if autocomplete else {})
    return Part(key, {"de": german, "en": english}, "text", required, attributes)


@kind("person")
class Person(Composite):
    """Given names and family name; the node chooses what else is asked."""

    label = "Person"
    known = {
        "title": _text("title", "Titel", "Title", required=False, autocomplete="honorific-prefix"),
        "given_name": _text(
            "given_name", "Vornamen", "Given names", required=True, autocomplete="given-name"
        ),
        "family_name": _text(
            "family_name", "Familienname", "Family name", required=True, autocomplete="family-name"
        ),
        "birth_name": _text("birth_name", "Geburtsname", "Name at birth", required=False),
        "birth_date": Part(
            "birth_date", {"de": "Geburtsdatum", "en": "Date of birth"}, "date", True, _DAY
        ),
        "birth_place": _text("birth_place", "Geburtsort", "Place of birth", required=False),
        "nationality": _text("nationality", "Staatsangehörigkeit", "Nationality", required=False),
        "email": Part(
            "email",
            {"de": "E-Mail-Adresse", "en": "E-mail address"},
            "email",
            True,
            {"type": "email", "inputmode": "email", "autocomplete": "email"},
        ),
        "phone": Part(
            "phone",
            {"de": "Telefonnummer", "en": "Telephone number"},
            "phone",
            False,
            {"type": "tel", "inputmode": "tel", "autocomplete": "tel"},
        ),
    }
    always = ("given_name", "family_name")

    def read(self, value: Any, node: Node, language: str) -> str:
        """Write the name in one line, then what else is known."""
        parts = self.read_parts(value, node, language)
        name = " ".join(
            parts[key] for key in ("title", "given_name", "family_name") if parts.get(key)
        )
        labels = {part.key: part.label(language) for part in self.parts(node)}
        others = [
            f"{labels[key]}: {text}"
            for key, text in parts.items()
            if key not in {"title", "given_name", "family_name"}
        ]
        return "\n".join(line for line in (name, *others) if line)
