"""What editing has to say: why an edit was refused, and what it did, for the history."""

from collections.abc import Mapping
from typing import Any, Final

from forms_engine.errors import Finding, Message

REFUSALS: Final[Mapping[str, str]] = {
    "unknown_command": "There is no command “%(name)s”.",
    "arguments": "The command “%(name)s” was given something it cannot use: %(problem)s.",
    "stale": "Somebody changed the same thing meanwhile. Look at it again.",
    "changed_meanwhile": "“%(name)s” was changed meanwhile. Choose which text stays.",
    "no_such_node": "It is no longer there. Somebody deleted it.",
    "wrong_place": "“%(name)s” cannot stand there.",
    "into_itself": "“%(name)s” cannot be moved into itself.",
    "too_deep": "Groups and lists cannot be nested any deeper.",
    "last_page": "A process needs at least one page.",
    "leans_on": "Something leans on “%(name)s”: %(what)s.",
    "breaks_rules": "Rules would no longer be right: %(what)s",
    "unknown_kind": "There is no kind “%(kind)s”.",
    "wrong_form": "That does not fit here: %(problem)s",
    "key_form": (
        "A technical name has small letters, digits and underscores, and begins with a letter."
    ),
    "key_taken": "“%(key)s” is already the technical name of “%(name)s”.",
    "option_twice": "The answer “%(value)s” is there twice.",
    "message_missing": "Write what is said where the answers do not fit.",
    "not_over_answers": "Such a rule can ask for answers outside of lists only.",
    "nothing_to_paste": "There is nothing in it that could be inserted.",
    "nothing_changed": "Nothing is changed by that.",
    "unknown_language": "The process is not offered in “%(language)s”.",
    "source_language": "This is the language that the process is written in.",
    "language_form": "“%(language)s” is not the short name of a language.",
    "unknown_text": "There is no text “%(name)s” any more.",
    "no_such_item": "It is no longer there. Somebody removed it.",
    "no_block": "Only a page, group or list can become a block.",
    "block_reaches_out": "“%(name)s” is calculated from what is not in the block.",
    "not_of_a_block": "“%(name)s” was not taken from a block.",
    "too_many": "There can be %(most)s at most.",
}
HISTORY: Final[Mapping[str, str]] = {
    "created": "Process begun",
    "added": "“%(name)s” added",
    "changed": "“%(name)s”: %(what)s changed",
    "changed_process": "Process: %(what)s changed",
    "kind_changed": "“%(name)s” is now %(kind)s",
    "asked_also": "“%(name)s” asked for an answer to “%(source)s”",
    "moved": "“%(name)s” moved to “%(place)s”, position %(position)s of %(count)s",
    "deleted": "“%(name)s” deleted",
    "duplicated": "“%(name)s” duplicated",
    "pasted": "“%(name)s” inserted",
    "options": "“%(name)s”: answers changed",
    "replaced": "Document replaced",
    "changed_much": "“%(name)s”: %(count)s settings changed",
    "several": "%(count)s changes",
    "taken_in": "%(count)s items taken over from “%(name)s”",
    "translated": "%(count)s texts translated (%(language)s)",
    "language_added": "Language added: %(language)s",
    "language_removed": "Language removed: %(language)s",
    "item_added": "“%(name)s” added (%(what)s)",
    "item_changed": "“%(name)s” changed (%(what)s)",
    "item_removed": "“%(name)s” removed (%(what)s)",
    "item_moved": "“%(name)s” moved (%(what)s)",
    "block_inserted": "Block “%(name)s” inserted",
    "block_made": "“%(name)s” is now a block",
    "block_taken": "Block “%(name)s” brought to version %(number)s",
    "contribution_taken": "Contribution from %(city)s accepted: %(name)s",
    "update_taken": "News from %(city)s (version %(number)s) taken in",
    "went_back": "Back to “%(name)s”",
}


class EditRejected(Exception):
    """
    An edit that was not made; the document stays as it is.

    :param message: why, with a code that halls translate.
    :param findings: what the edit would have broken.
    :param now: the value that stands there now, where somebody else was quicker.
    """

    def __init__(
        self, message: Message, *, findings: tuple[Finding, ...] = (), now: Any = None
    ) -> None:
        super().__init__(str(message))
        self.message = message
        self.findings = findings
        self.now = now


def refusal(
    code: str, *, findings: tuple[Finding, ...] = (), now: Any = None, **params: Any
) -> EditRejected:
    """Make the refusal of an edit from its code and what fills the holes of its sentence."""
    return EditRejected(Message(code, REFUSALS[code], params), findings=findings, now=now)


def said(code: str, **params: Any) -> Message:
    """Make the line that the history keeps of an edit."""
    return Message(code, HISTORY[code], params)
