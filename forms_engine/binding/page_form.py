"""A page as a Django form, so that django-formtools can walk through it."""

from collections.abc import Collection
from typing import Any, ClassVar

from django import forms

from forms_engine.binding.levels import Level, without_blank_rows
from forms_engine.binding.reading import Reading, read_page
from forms_engine.compiling import Compiled
from forms_engine.errors import Fault


class PageForm(forms.Form):
    """
    Judges a typed page by the engine; it has none of Django's fields.

    :param level: what was typed.
    :param answers: what is stored so far.
    :param shown: names of the conditional nodes that were on the page.
    :param faults: what is known to be wrong already, such as a file of the wrong type.
    """

    compiled: ClassVar[Compiled]
    page_id: ClassVar[str]

    def __init__(  # noqa: PLR0913 - each is named where it is given
        self,
        data: Any = None,
        files: Any = None,
        prefix: str | None = None,
        initial: Any = None,
        *,
        level: Level,
        answers: dict[str, Any],
        shown: Collection[str] = (),
        pages_done: Collection[str] = (),
        faults: Collection[Fault] = (),
    ) -> None:
        super().__init__(data=data, files=files, prefix=prefix, initial=initial)
        self.level = level
        self.answers = answers
        self.shown = shown
        self.pages_done = pages_done
        self.faults: list[Fault] = list(faults)
        self.reading: Reading | None = None

    def is_valid(self) -> bool:
        """Say whether the page can be left by "Weiter"."""
        if self.reading is None:
            page = self.compiled.entries[self.page_id]
            self.level = without_blank_rows(page, self.level)
            self.reading = read_page(
                self.compiled,
                self.page_id,
                self.level,
                answers=self.answers,
                shown=self.shown,
                pages_done=self.pages_done,
            )
            known = {(fault.node_id, fault.rows) for fault in self.faults}
            found = [f for f in self.reading.faults if (f.node_id, f.rows) not in known]
            self.faults = [*self.faults, *found]
            self.cleaned_data = self.reading.answers
        return not self.faults and not self.reading.new


def page_form_class(compiled: Compiled, page_id: str) -> type[PageForm]:
    """Return the form class of a page, made once for each compiled definition."""
    name = ("form_class", page_id)
    if name not in compiled.memory:
        attributes = {"compiled": compiled, "page_id": page_id}
        compiled.memory[name] = type("PageForm", (PageForm,), attributes)
    made: type[PageForm] = compiled.memory[name]
    return made
