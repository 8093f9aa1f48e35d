"""The way that a set of answers leads through the pages of a form."""

from collections.abc import Mapping
from typing import Any

from forms_engine.answers.visibility import Sight
from forms_engine.compiling import Compiled


def pages_met(compiled: Compiled, answers: Mapping[str, Any]) -> list[str]:
    """Return the pages that somebody with these answers fills in, in order."""
    sight = Sight(compiled, answers)
    return [page_id for page_id in compiled.page_ids if sight.is_visible(page_id, ())]
