"""Makes one edit: runs the command, and refuses what would leave the document's form."""

from dataclasses import dataclass
from typing import Any

from forms_engine.checking.form import part_findings
from forms_engine.definition import Definition
from forms_engine.editing.messages import refusal
from forms_engine.editing.patches import Patch, undoing
from forms_engine.editing.registry import run
from forms_engine.errors import Message


@dataclass(frozen=True, slots=True)
class Edited:
    """
    An edit that was made.

    :param undo: the patch that takes it back.
    :param touched: the ids of the nodes it changed, added or removed.
    :param selected: the node that a person looks at next.
    """

    command: str
    definition: Definition
    patch: Patch
    undo: Patch
    said: Message
    touched: tuple[str, ...]
    selected: str


def edit(definition: Definition, name: str, arguments: dict[str, Any]) -> Edited:
    """
    Carry out a command by its name; an edit that changes nothing has an empty patch.

    :raises EditRejected: with the sentence why not; the document stays as it is.
    """
    done = run(definition, name, arguments)
    after, patch = done.changes.document, done.changes.patch
    wrong = [each for each in part_findings(after, patch) if each.level == "error"]
    if wrong:
        raise refusal("wrong_form", problem=str(wrong[0]), findings=tuple(wrong))
    return Edited(
        command=name,
        definition=after,
        patch=patch,
        undo=undoing(definition, patch),
        said=done.said,
        touched=touched_by(patch),
        selected=done.selected,
    )


def touched_by(patch: Patch) -> tuple[str, ...]:
    """Return the ids of the nodes that a patch changes, in its order."""
    ids = (
        operation["path"].split("/")[2]
        for operation in patch
        if operation["op"] != "test" and operation["path"].startswith("/nodes/")
    )
    return tuple(dict.fromkeys(ids))
