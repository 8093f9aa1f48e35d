"""The list of what the cities of this installation offer, as others read it: the catalogue."""

import functools
import json
from pathlib import Path
from typing import Any, Final

from django.db.models import F

from forms_engine.validators import judge_for
from rathaus.cities.scope import ALL_CITIES, for_city
from rathaus.sharing.chain import written
from rathaus.sharing.signing import own_key, own_name, signed
from rathaus.sharing.upstream import open_offers

FORMAT: Final = "rathaus-catalogue/1"
CATALOGUE_SCHEMA: Final[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "rathaus-catalogue-1.schema.json").read_text("utf-8")
)
JUDGE: Final = judge_for(CATALOGUE_SCHEMA)
_DEFINITION = "process__published__definition__"
_ASKED: Final = {
    "process": F("process_id"),
    "title": F(f"{_DEFINITION}title"),
    "summary": F(f"{_DEFINITION}summary"),
    "category": F(f"{_DEFINITION}category"),
    "service_keys": F(f"{_DEFINITION}service_keys"),
    "city_name": F("city__name"),
    "digest": F("process__published__digest"),
    "number": F("process__published__number"),
    "published_at": F("process__published__published_at"),
}


def listed() -> list[dict[str, Any]]:
    """Return what stands in the catalogue of each open offer: only what is published, by title."""
    with for_city(ALL_CITIES):
        # Without the definitions themselves: a catalogue may be long.
        asked: Any = {f"asked_{name}": what for name, what in _ASKED.items()}
        rows: Any = open_offers().select_related(None).values(**asked)
        return sorted(
            (_entry({name: row[f"asked_{name}"] for name in _ASKED}) for row in rows),
            key=lambda entry: (entry["title"].casefold(), entry["id"]),
        )


def _entry(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": str(row["process"]),
        "title": row["title"],
        "summary": row["summary"] or "",
        "city": row["city_name"],
        "category": row["category"] or "",
        "service_keys": row["service_keys"] or [],
        "digest": row["digest"],
        "number": row["number"],
        "published_at": written(row["published_at"]),
        # Beside the catalogue, wherever that stands.
        "link": f"{row['process']}.json",
    }


def catalogue() -> bytes:
    """Return the catalogue as others fetch it: signed, the same for the same offers."""
    said = {
        "format": FORMAT,
        "from": {"name": own_name(), "key": own_key()},
        "processes": listed(),
    }
    return _signed(json.dumps(said))


@functools.lru_cache(maxsize=2)
def _signed(said: str) -> bytes:
    # Writing and signing takes longer than to look what there is to say.
    return signed(json.loads(said))
