"""The test cases of a process as the page "Testen" shows them: each with what is different now."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forms_engine.definition import Definition
from forms_engine.outcome import Outcome
from rathaus.processes.examples import Result, run_examples
from rathaus.processes.models import Example, Process
from rathaus.studio.trying_sentences import said
from rathaus.web.amounts import euros


@dataclass(frozen=True)
class Case:
    """
    One test case.

    :param differences: what is not as expected, in sentences.
    :param facts: what becomes of it now, in a few words each; none where it cannot be tried.
    """

    example: Example
    differences: list[str]
    facts: list[str]

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
    return Cases([_case(result, definition) for result in run_examples(process, definition)])


def _case(result: Result, definition: Definition) -> Case:
    sentences = list(dict.fromkeys(said(each) for each in result.differences))
    facts = list(_facts(result.outcome, definition)) if result.outcome else []
    return Case(result.example, sentences, facts)


def _facts(found: Outcome, definition: Definition) -> Iterator[str]:
    roles = definition.get("roles", {})
    names = [str(roles.get(role, {}).get("label") or role) for role in found.roles]
    yield _("geht an %(names)s") % {"names": ", ".join(names)} if names else _("geht an niemanden")
    yield euros(found.total) if found.fees else _("keine Gebühr")
    pages = len(found.pages)
    yield ngettext("%(count)d Seite", "%(count)d Seiten", pages) % {"count": pages}
    if count := len(found.faults):
        text = ngettext("%(count)d Beanstandung", "%(count)d Beanstandungen", count)
        yield text % {"count": count}
