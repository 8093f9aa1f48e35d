"""What is seen, kept, judged and read aloud of a citizen's answers."""

from forms_engine.answers.judging import judge, judge_page
from forms_engine.answers.pruning import prune
from forms_engine.answers.reading_aloud import Row, Section, read_aloud
from forms_engine.answers.visibility import Rows, Sight, visible

__all__ = [
    "Row",
    "Rows",
    "Section",
    "Sight",
    "judge",
    "judge_page",
    "prune",
    "read_aloud",
    "visible",
]
