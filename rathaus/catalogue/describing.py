"""Describes the catalogue as OpenAPI, with the very schemas that files are checked against."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from rathaus.sharing.listing import CATALOGUE_SCHEMA
from rathaus.sharing.opening import PARCEL_SCHEMA

_ADDRESSES: Final = Path(__file__).parent / "openapi.json"


def described() -> bytes:
    """Return the description as JSON."""
    description = json.loads(_ADDRESSES.read_text("utf-8"))
    schemas = description["components"]["schemas"]
    schemas.update(_spread("Parcel", PARCEL_SCHEMA))
    schemas.update(_spread("Catalogue", CATALOGUE_SCHEMA))
    return json.dumps(description, ensure_ascii=False, indent=1).encode()


def _spread(name: str, schema: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield a schema and its parts as components: few tools follow a schema within a schema."""
    text = json.dumps(schema).replace('"#/$defs/', f'"#/components/schemas/{name}.')
    whole = json.loads(text)
    for part, said in whole.pop("$defs").items():
        yield f"{name}.{part}", said
    yield name, {key: said for key, said in whole.items() if key not in {"$id", "$schema"}}
