"""Says what is different between documents of a process, and merges what two sides made of one."""

from forms_engine.merging.differences import differences
from forms_engine.merging.merge import Change, Choice, Conflict, Merged, merge
from forms_engine.merging.messages import GROUPS, SENTENCES, Difference, Group, Shape
from forms_engine.merging.sides import NotMergeable

__all__ = [
    "GROUPS",
    "SENTENCES",
    "Change",
    "Choice",
    "Conflict",
    "Difference",
    "Group",
    "Merged",
    "NotMergeable",
    "Shape",
    "differences",
    "merge",
]
