"""
Keeps what was found in a part of a definition, by its content: an edit changes one part only.

What is remembered leans on nothing but the content named, so a check with and without memory
says the same.
"""

import hashlib
import marshal
from collections.abc import Callable
from typing import Any, Final, Generic, TypeVar

_Result = TypeVar("_Result")
# Tells true, 1 and 1.0 apart, and writes equal content equally, as later versions do not.
_PLAIN: Final = 2
_DIGEST_SIZE: Final = 16


def content_name(value: Any) -> bytes:
    """
    Return a short name of a JSON value; equal content has an equal name.

    :raises ValueError: if it is nested without end or is no JSON.
    """
    return hashlib.blake2b(marshal.dumps(value, _PLAIN), digest_size=_DIGEST_SIZE).digest()


class Memory(Generic[_Result]):
    """Remembers the newest results, up to a number of them."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[bytes, _Result] = {}

    def of(self, name: bytes, make: Callable[[], _Result]) -> _Result:
        """Return what is remembered under a name, or make it."""
        kept = self._kept.get(name)
        if kept is None:
            if len(self._kept) >= self._most:
                for oldest in list(self._kept)[: self._most // 4]:
                    self._kept.pop(oldest, None)
            kept = self._kept[name] = make()
        return kept

    def forget(self) -> None:
        """Forget everything."""
        self._kept.clear()


class Contents:
    """The names of a definition's nodes by their content, each worked out once for a check."""

    def __init__(self, nodes: dict[str, Any]) -> None:
        self._names = {
            node_id: node_id.encode() + b"/" + content_name(node) for node_id, node in nodes.items()
        }

    def name_of(self, node_id: str) -> bytes:
        """Return a name for a node: its id and its content."""
        return self._names[node_id]

    def name_of_all(self, node_ids: list[str], also: Any) -> bytes:
        """Return a name for some nodes, and for what else a result leans on."""
        return b"/".join([*(self._names[each] for each in node_ids), content_name(also)])
