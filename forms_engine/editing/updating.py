"""Takes in what a city published since a process was taken over from it, as one edit."""

from typing import Any

from forms_engine.definition import Definition
from forms_engine.editing.messages import said
from forms_engine.editing.registry import Done, command
from forms_engine.editing.replacing import replaced_by


@command("take_update")
def take_update(
    definition: Definition, *, document: dict[str, Any], city: str, number: int
) -> Done:
    """
    Put what was merged in the place of this document; where both are one, nothing changes.

    :param city: who published it.
    :param number: which version of theirs it brings.
    :raises EditRejected: with all findings if it is not a process.
    """
    done = said("update_taken", city=city, number=number)
    return Done(replaced_by(definition, document), done)
