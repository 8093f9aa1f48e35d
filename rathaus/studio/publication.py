"""What publishing would mean: what changes, what that does to others, and what is still open."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forms_engine.checking.form import form_findings
from forms_engine.definition import STRUCTURE, Definition, label_of, walk
from rathaus.applications.queries import drafts_per_version
from rathaus.people.models import User
from rathaus.processes.accepting import accept, acceptances_of, name_of
from rathaus.processes.models import Process, Release, Version
from rathaus.processes.publishing import defaults_of
from rathaus.processes.releasing import open_release
from rathaus.studio.cases import Case, Cases, cases_of
from rathaus.studio.check_list import CheckList, check_list
from rathaus.studio.differences_shown import Group, compared, figures
from rathaus.studio.workbench import definition_of


@dataclass(frozen=True)
class Publication:
    """
    A definition on its way online.

    :param release: the publication that is on its way already, if there is one.
    :param version: the old version that is to go online again, if it is that.
    :param groups: what is different from what is online; None where that cannot be said.
    :param pages: of a first publication, the pages with how many questions each has.
    :param failing: the test cases that are not as expected, and that nobody accepted as they are.
    """

    definition: Definition
    parameters: dict[str, Any]
    release: Release | None
    version: Version | None
    groups: list[Group] | None
    pages: list[tuple[str, int]]
    effects: list[str]
    checks: CheckList
    cases: Cases
    failing: list[Case]
    is_nothing_new: bool

    @property
    def needs_reason(self) -> bool:
        """Say whether something is open that goes online only with a reason."""
        return bool(self.checks.warnings or self.failing)


def publication_of(
    process: Process, *, version: Version | None = None, at: dt.datetime
) -> Publication:
    """Return what is on its way, or would be if somebody published now."""
    release = open_release(process)
    if release is not None:
        definition, parameters, version = release.definition, release.parameters, None
    elif version is not None:
        definition, parameters = version.definition, process.parameters
    else:
        definition, parameters = definition_of(process), process.parameters
    groups = _groups(process, definition, parameters)
    cases = cases_of(process, definition)
    accepted = acceptances_of(process)
    return Publication(
        definition=definition,
        parameters=parameters,
        release=release,
        version=version,
        groups=groups,
        pages=[] if process.published else _pages(definition),
        effects=list(_effects(process, groups, at=at)),
        checks=check_list(definition, process),
        cases=cases,
        failing=[case for case in cases.rows if not case.passed and _name(case) not in accepted],
        is_nothing_new=groups == [] and process.is_online,
    )


def accept_what_is_open(
    publication: Publication, process: Process, *, reason: str, by: User, at: dt.datetime
) -> None:
    """Accept all warnings and failing test cases with one reason."""
    names = [item.name for item in publication.checks.warnings]
    names += [_name(case) for case in publication.failing]
    for name in names:
        accept(process, finding=name, reason=reason, by=by, at=at)


def _name(case: Case) -> str:
    """Return what a failing test case is accepted by; failing otherwise, it is another one."""
    return name_of("example_fails", str(case.example.pk), {"differences": case.differences})


def _groups(
    process: Process, definition: Definition, parameters: dict[str, Any]
) -> list[Group] | None:
    online = process.published
    if online is None:
        return None
    groups = compared(online.definition, definition)
    if groups is None:
        return None
    values = {**defaults_of(definition), **parameters}
    own = figures(online.parameters, values, definition)
    return [*groups, own] if own else groups


def _pages(definition: Definition) -> list[tuple[str, int]]:
    if any(each.level == "error" for each in form_findings(definition)):
        return []
    counts = dict.fromkeys(definition["order"], 0)
    for placed in walk(definition):
        counts[placed.page_id] += placed.node["kind"] not in STRUCTURE
    nodes = definition["nodes"]
    return [(label_of(nodes[each]), count) for each, count in counts.items() if each in nodes]


def _effects(process: Process, groups: list[Group] | None, *, at: dt.datetime) -> Iterator[str]:
    """Say what publishing does to applications, and to who receives them."""
    if process.published is None:
        yield _("Der Prozess steht dann auf den Seiten der Stadt und kann ausgefüllt werden.")
        return
    if not process.is_online:
        yield _("Der Prozess ist abgeschaltet. Er wird damit wieder angeboten.")
    drafts = drafts_per_version(process.pk, at=at)
    for number, count in drafts:
        text = ngettext(
            "%(count)d angefangener Antrag läuft mit Version %(number)d weiter.",
            "%(count)d angefangene Anträge laufen mit Version %(number)d weiter.",
            count,
        )
        yield text % {"count": count, "number": number}
    if not drafts:
        yield _("Zurzeit füllt niemand einen Antrag aus.")
    yield _("Eingegangene Anträge und Bescheide bleiben, wie sie sind.")
    if any(group.key == "removed" for group in groups or []):
        yield _("Wer die Angaben weiterverarbeitet, muss wissen, was entfällt.")
