"""Turns what a person intends into a patch of the document, and knows how to take it back."""

from forms_engine.editing import (
    adding,
    blocks,
    choosing,
    constraints,
    contributing,
    deleting,
    moving,
    options,
    parameters,
    replacing,
    rooms,
    rules,
    setting,
    texts,
    updating,
)
from forms_engine.editing.edit import Edited, edit, touched_by
from forms_engine.editing.messages import EditRejected
from forms_engine.editing.patches import Patch, apply
from forms_engine.editing.registry import COMMANDS

__all__ = [
    "COMMANDS",
    "EditRejected",
    "Edited",
    "Patch",
    "adding",
    "apply",
    "blocks",
    "choosing",
    "constraints",
    "contributing",
    "deleting",
    "edit",
    "moving",
    "options",
    "parameters",
    "replacing",
    "rooms",
    "rules",
    "setting",
    "texts",
    "touched_by",
    "updating",
]
