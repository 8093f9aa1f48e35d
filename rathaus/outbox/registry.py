"""Who listens to what; listeners register themselves by `@on` in their app's listeners.py."""

from collections.abc import Callable
from uuid import UUID

Listener = Callable[[UUID], None]
_listeners: dict[str, dict[str, Listener]] = {}


def on(event_name: str) -> Callable[[Listener], Listener]:
    """Register a function that takes the subject's id, may be told twice and is not bothered."""

    def register(listener: Listener) -> Listener:
        name = f"{listener.__module__.removeprefix('rathaus.')}.{listener.__name__}"
        _listeners.setdefault(event_name, {})[name] = listener
        return listener

    return register


def listeners_of(event_name: str) -> dict[str, Listener]:
    """Return the listeners of an event by their stable names (`cases.listeners.open_a_case`)."""
    return _listeners.get(event_name, {})
