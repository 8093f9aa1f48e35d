"""Where commands are found by name, and what each of them returns."""

import inspect
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from forms_engine.definition import Definition
from forms_engine.editing.changes import Changes
from forms_engine.editing.messages import refusal
from forms_engine.errors import Message


@dataclass(frozen=True, slots=True)
class Done:
    """
    What a command did.

    :param selected: the node that a person looks at next.
    """

    changes: Changes
    said: Message
    selected: str = ""


Command = Callable[..., Done]
COMMANDS: Final[dict[str, Command]] = {}
_HINTS: Final[dict[str, dict[str, Any]]] = {}


def command(name: str) -> Callable[[Command], Command]:
    """Register a command; its keyword arguments are JSON values and are checked by their types."""

    def register(function: Command) -> Command:
        COMMANDS[name] = function
        _HINTS[name] = typing.get_type_hints(function)
        return function

    return register


def run(definition: Definition, name: str, arguments: dict[str, Any]) -> Done:
    """
    Run a command by its name.

    :raises EditRejected: if there is none, it cannot use the arguments, or it refuses.
    """
    function = COMMANDS.get(name)
    if function is None:
        raise refusal("unknown_command", name=str(name)[:80])
    try:
        bound = inspect.signature(function).bind(definition, **arguments)
    except TypeError as wrong:
        raise refusal("arguments", name=name, problem=str(wrong)[:200]) from wrong
    for argument, value in bound.kwargs.items():
        if not _fits(value, _HINTS[name].get(argument, Any)):
            raise refusal("arguments", name=name, problem=argument)
    return function(definition, **arguments)


def _fits(value: Any, wanted: Any) -> bool:
    if wanted is Any:
        return True
    origin = typing.get_origin(wanted)
    if origin in (types.UnionType, typing.Union):
        return any(_fits(value, each) for each in typing.get_args(wanted))
    if origin is list:
        (inner,) = typing.get_args(wanted)
        return isinstance(value, list) and all(_fits(each, inner) for each in value)
    if origin is dict:
        return isinstance(value, dict)
    if wanted is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, wanted)
