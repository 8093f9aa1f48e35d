"""Says what is different between two documents of a process, by the ids of what they hold."""

from forms_engine.merging.differences import differences
from forms_engine.merging.messages import GROUPS, SENTENCES, Difference, Group, Shape

__all__ = ["GROUPS", "SENTENCES", "Difference", "Group", "Shape", "differences"]
