"""An uploaded file; the answer is the id under which it was stored."""

from collections.abc import Mapping
from typing import Any

from forms_engine.definition import Node
from forms_engine.kinds.registry import Kind, Schema, kind

_UPLOAD: Schema = {"type": "string", "format": "upload"}


@kind("file")
class File(Kind):
    """One upload, or an array of them where `max_count` is more than 1."""

    label = "Datei"
    widget = "file"

    def schema(self, node: Node) -> Schema:
        """Return the id of an upload; which files are allowed is checked when one is stored."""
        if node.get("max_count", 1) <= 1:
            return dict(_UPLOAD)
        schema: Schema = {
            "type": "array",
            "items": dict(_UPLOAD),
            "uniqueItems": True,
            "maxItems": node["max_count"],
        }
        if node.get("required"):
            schema["minItems"] = 1
        return schema

    def clean(self, raw: Any, node: Node) -> Any:
        """Accept the ids that the page carries."""
        given = [raw] if isinstance(raw, str) else list(raw or [])
        ids = list(dict.fromkeys(str(each).strip().lower() for each in given if str(each).strip()))
        if not ids:
            return None
        return ids if node.get("max_count", 1) > 1 else ids[0]

    def shown(self, value: Any, node: Node) -> Any:
        """Return the ids as a list."""
        del node
        if value is None:
            return []
        return list(value) if isinstance(value, list) else [value]

    def read(self, value: Any, node: Node, language: str) -> str:
        """Name the files; `names` in the node maps ids to the names they were given."""
        names = node.get("names")
        known: Mapping[str, str] = names if isinstance(names, Mapping) else {}
        ids = value if isinstance(value, list) else [value]
        missing = "Datei" if language == "de" else "File"
        return "\n".join(known.get(str(each), missing) for each in ids)

    def attributes(self, node: Node) -> dict[str, str]:
        """Tell the file dialogue what is accepted."""
        accept = ",".join(node.get("accept", []))
        return {"type": "file"} | ({"accept": accept} if accept else {})
