"""The one language for conditions: a leaf names a field or a parameter and holds a JSON Schema."""

from forms_engine.conditions.holding import MISSING, Predicate, holds, predicate
from forms_engine.conditions.reading import Condition, Folded, Leaf, fold, leaves
from forms_engine.conditions.sentences import sentence

__all__ = [
    "MISSING",
    "Condition",
    "Folded",
    "Leaf",
    "Predicate",
    "fold",
    "holds",
    "leaves",
    "predicate",
    "sentence",
]
