"""The history of a process as a chain: each link names everything before it."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from forms_engine.definition import canonical


def links(process_id: str, versions: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """
    Yield the link of each version, the oldest first.

    A link is the SHA-256 of the canonical JSON of the link before it ("" before the first), the id
    of the process, and what the version says of itself.
    """
    before = ""
    for version in versions:
        said = {name: version[name] for name in ("number", "digest", "note", "published_at")}
        linked = {"before": before, "process": process_id, **said}
        before = hashlib.sha256(canonical(linked)).hexdigest()
        yield before


def written(at: dt.datetime) -> str:
    """Return a time as it stands in files: always UTC, always with microseconds."""
    return f"{at.astimezone(dt.UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"
