"""Takes in what another city offered to change, as one edit that names the city."""

from typing import Any

from forms_engine.definition import Definition
from forms_engine.editing.messages import said
from forms_engine.editing.registry import Done, command
from forms_engine.editing.replacing import replaced_by


@command("take_contribution")
def take_contribution(
    definition: Definition, *, document: dict[str, Any], title: str, city: str
) -> Done:
    """
    Put the document with the offered changes in the place of this one.

    :param title: what the change is called by the city that offered it.
    :raises EditRejected: with all findings if it is not a process.
    """
    done = said("contribution_taken", name=title, city=city)
    return Done(replaced_by(definition, document), done)
