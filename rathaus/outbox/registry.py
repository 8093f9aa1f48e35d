"""Who listens to what; listeners register themselves by `@on` in their app's listeners.py."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

Told = Callable[[UUID], None]


@dataclass(frozen=True)
class Listener:
    """A function that takes the subject's id, may be told twice and is not bothered."""

    name: str
    tell: Told
    slow: bool = False


class NobodyByThatName(Exception):
    """A delivery names a listener that this release does not have."""


_listeners: dict[str, dict[str, Listener]] = {}


def on(event_name: str, *, slow: bool = False) -> Callable[[Told], Told]:
    """
    Register a listener.

    It is told inside the transaction that marks it as told: what it wrote and the mark are
    committed together, or neither.

    :param slow: for one that prints a letter or talks to somebody far away. It is told outside of
        any transaction, because SQLite has one writer at a time, and keeps short ones itself.
    """

    def register(tell: Told) -> Told:
        name = f"{tell.__module__.removeprefix('rathaus.')}.{tell.__name__}"
        _listeners.setdefault(event_name, {})[name] = Listener(name, tell, slow)
        return tell

    return register


def listeners_of(event_name: str) -> Mapping[str, Listener]:
    """Return the listeners of an event by their stable names (`cases.listeners.open_a_case`)."""
    return _listeners.get(event_name, {})


def listener(event_name: str, name: str) -> Listener:
    """
    Return one listener of an event.

    :raises NobodyByThatName: if it was renamed or removed since the event was recorded.
    """
    try:
        return _listeners[event_name][name]
    except KeyError as missing:
        raise NobodyByThatName(name) from missing
