"""The test cases of a process as the page "Testen" shows them: each with what is different now."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from forms_engine.definition import Definition
from rathaus.processes.examples import Result, run_examples
from rathaus.processes.models import Example, Process
from rathaus.studio.trying_sentences import said


@dataclass(frozen=True)
class Case:
    """
    One test case.

    :param differences: what is not as expected, in sentences.
    :param can_be_tried: whether there is anything that could be taken as expected.
    """

    example: Example
    differences: list[str]
    can_be_tried: bool

    @property
    def passed(self) -> bool:
        """Say whether everything is as expected."""
        return not self.differences


@dataclass(frozen=True)
class Cases:
    """All test cases, with how they stand in a sentence."""

    rows: list[Case]

    @property
    def passing(self) -> int:
        """Return how many pass."""
        return sum(case.passed for case in self.rows)

    @property
    def are_all_passing(self) -> bool:
        """Say whether nothing is different from what was expected."""
        return self.passing == len(self.rows)

    @property
    def sentence(self) -> str:
        """Say how many pass."""
        if len(self.rows) == 1:
            is_fine = self.are_all_passing
            return _("Der Testfall besteht.") if is_fine else _("Der Testfall besteht nicht.")
        if self.are_all_passing:
            return _("Alle %(total)s bestehen.") % {"total": len(self.rows)}
        numbers = {"passing": self.passing, "total": len(self.rows)}
        return _("%(passing)s von %(total)s bestehen.") % numbers


def cases_of(process: Process, definition: Definition) -> Cases:
    """Run all test cases of a process on a definition."""
    return Cases([_case(result) for result in run_examples(process, definition)])


def _case(result: Result) -> Case:
    sentences = [said(each) for each in result.differences]
    return Case(result.example, sentences, result.outcome is not None)
