"""A postal address."""

from typing import Any

from forms_engine.definition import Node
from forms_engine.kinds.composite import Composite
from forms_engine.kinds.registry import Part, Schema, kind

_STREET = {"type": "text", "autocomplete": "address-line1"}
_CODE = {"type": "text", "inputmode": "numeric", "autocomplete": "postal-code"}


@kind("address")
class Address(Composite):
    """German by default; with the part "country" the postcode may be a foreign one."""

    label = "Adresse"
    known = {
        "street": Part("street", {"de": "Straße", "en": "Street"}, "text", True, _STREET),
        "house_number": Part(
            "house_number",
            {"de": "Hausnummer", "en": "House number"},
            "text",
            True,
            {"type": "text"},
        ),
        "extra": Part(
            "extra",
            {"de": "Adresszusatz", "en": "Address supplement"},
            "text",
            False,
            {"type": "text", "autocomplete": "address-line2"},
        ),
        "postcode": Part(
            "postcode", {"de": "Postleitzahl", "en": "Postcode"}, "postcode", True, _CODE
        ),
        "place": Part(
            "place",
            {"de": "Ort", "en": "Town"},
            "text",
            True,
            {"type": "text", "autocomplete": "address-level2"},
        ),
        "country": Part(
            "country",
            {"de": "Staat", "en": "Country"},
            "text",
            False,
            {"type": "text", "autocomplete": "country-name"},
        ),
    }
    always = ("street", "house_number", "postcode", "place")
    usual = ("extra",)

    def parts(self, node: Node) -> list[Part]:
        """Take any text as postcode where the address may be abroad."""
        parts = super().parts(node)
        if not any(part.key == "country" for part in parts):
            return parts
        return [
            Part(part.key, part.labels, "text", part.required, part.attributes)
            if part.key == "postcode"
            else part
            for part in parts
        ]

    def schema(self, node: Node) -> Schema:
        """Bound the house number as registers do."""
        schema = super().schema(node)
        for key, longest in (("house_number", 12), ("postcode", 12)):
            part = schema["properties"].get(key)
            if part and "maxLength" in part:
                part["maxLength"] = min(part["maxLength"], longest)
        return schema

    def read(self, value: Any, node: Node, language: str) -> str:
        """Write it as on an envelope, one line each."""
        parts = self.read_parts(value, node, language)
        lines = (
            f"{parts.get('street', '')} {parts.get('house_number', '')}",
            parts.get("extra", ""),
            f"{parts.get('postcode', '')} {parts.get('place', '')}",
            parts.get("country", ""),
        )
        return "\n".join(line.strip() for line in lines if line.strip())
