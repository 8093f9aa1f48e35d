"""What can be different between two documents: a code and a sentence each; halls translate."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

Group = Literal["new", "changed", "moved", "removed", "rules", "texts", "translations", "process"]
GROUPS: Final[tuple[Group, ...]] = (
    "new", "changed", "moved", "removed", "rules", "texts", "translations", "process",
)  # fmt: skip
# How the values before and after are to be read out.
Shape = Literal[
    "text", "texts", "value", "condition", "kind", "node", "nodes", "roles", "amount", "json"
]

SENTENCES: Final[Mapping[str, str]] = {
    "node_new": "“%(name)s” is new (%(place)s).",
    "node_removed": "“%(name)s” is gone (%(place)s).",
    "node_moved": "“%(name)s” stands in “%(place)s” now; before, in “%(was)s”.",
    "node_stepped": "“%(name)s” stands behind “%(behind)s” now.",
    "node_renamed": "“%(was)s” is called “%(name)s” now.",
    "node_kind": "“%(name)s” is another kind of question now.",
    "node_required": "“%(name)s” has to be answered now.",
    "node_optional": "“%(name)s” need not be answered any more.",
    "node_shown_when": "“%(name)s” is shown under another condition now.",
    "node_limit": "“%(name)s”: the limit %(what)s is different.",
    "node_changed": "“%(name)s”: %(what)s is different.",
    "option_new": "“%(name)s” can be answered with “%(option)s” now.",
    "option_removed": "“%(name)s” cannot be answered with “%(option)s” any more.",
    "option_changed": "“%(name)s”: the answer “%(option)s” reads differently (%(what)s).",
    "option_moved": "“%(name)s”: the answer “%(option)s” stands elsewhere.",
    "order_other": "“%(name)s”: the order is different.",
    "item_new": "“%(name)s” is new (%(room)s).",
    "item_removed": "“%(name)s” is gone (%(room)s).",
    "item_moved": "“%(name)s” stands elsewhere (%(room)s).",
    "item_changed": "“%(name)s” (%(room)s): %(what)s is different.",
    "process_changed": "The process: %(what)s is different.",
    "process_limit": "All answers together: the limit %(what)s is different.",
    "language_new": "The process is offered in “%(language)s” now.",
    "language_removed": "The process is not offered in “%(language)s” any more.",
    "translation_new": "“%(name)s” (%(what)s) is translated now (%(language)s).",
    "translation_removed": "“%(name)s” (%(what)s) is not translated any more (%(language)s).",
    "translation_changed": "“%(name)s” (%(what)s) is translated differently (%(language)s).",
    "translation_looked_at": "%(count)s translations were looked at again (%(language)s).",
    "other": "Something else is different.",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """
    One thing that is different.

    :param node_id: the node it is about; empty where it is about none.
    :param params: fill the holes of the sentence, and say exactly what is meant.
    :param before: the value in the first document, as it stands there; None where it has none.
    :param shape: how a person reads the values.
    """

    code: str
    group: Group
    node_id: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    before: Any = None
    after: Any = None
    shape: Shape = "value"

    def __str__(self) -> str:
        """Return the English sentence."""
        return SENTENCES[self.code] % self.params if self.params else SENTENCES[self.code]
