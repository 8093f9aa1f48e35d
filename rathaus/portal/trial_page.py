"""What the end of a trial shows: everything that would have happened, had it been sent."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from forms_engine import texts
from forms_engine.answers import Section, read_aloud
from forms_engine.binding.wording import fault_sentence
from forms_engine.definition import label_of
from forms_engine.outcome import Outcome, outcome
from rathaus.applications.queries import names_of, uploads_of
from rathaus.applications.submitting import asks_for_files
from rathaus.cities.queries import fallback_department
from rathaus.portal.walk import Walk
from rathaus.processes.models import Process
from rathaus.processes.queries import version_by_id
from rathaus.processes.trying import departments_of


@dataclass(frozen=True)
class Destination:
    """A role that the application goes to, and which office has it; "" where none has."""

    role: str
    office: str


@dataclass(frozen=True)
class Letter:
    """A notice as it would be written; `when` says on which occasion."""

    when: str
    title: str
    paragraphs: list[str]
    is_general: bool


@dataclass(frozen=True)
class TrialPage:
    """
    The whole page.

    :param office: the one that gets it in the end.
    :param pages: every page's title with whether it was met.
    """

    process: Process
    outcome: Outcome
    destinations: list[Destination]
    office: str
    pages: list[tuple[str, bool]]
    letters: list[Letter]
    sections: list[Section]
    faults: list[str]
    answers: str


def trial_page(walk: Walk) -> TrialPage:
    """Put together what would have happened."""
    found = outcome(walk.compiled, walk.answers, language=walk.language)
    process = version_by_id(walk.draft.version_id).process
    destinations = list(_destinations(walk, process, found.roles))
    offices = [each.office for each in destinations if each.office]
    office = offices[0] if offices else fallback_department().name
    uploads = list(uploads_of(walk.draft)) if asks_for_files(walk.compiled) else []
    names = names_of(uploads)
    return TrialPage(
        process=process,
        outcome=found,
        destinations=destinations,
        office=office,
        pages=[(_title(walk, page), page in found.pages) for page in walk.compiled.page_ids],
        letters=list(_letters(walk, found, office=office)),
        sections=read_aloud(walk.said, found.answers, walk.language, file_names=names),
        faults=[fault_sentence(walk.spoken, fault) for fault in found.faults],
        answers=json.dumps(found.answers, ensure_ascii=False, indent=2),
    )


def _title(walk: Walk, page_id: str) -> str:
    return label_of(walk.spoken.entries[page_id].node)


def _destinations(walk: Walk, process: Process, roles: list[str]) -> Iterator[Destination]:
    known = walk.spoken.definition.get("roles", {})
    for role, office in departments_of(process, roles):
        label = str(known.get(role, {}).get("label") or role)
        yield Destination(label, office.name if office else "")


def _letters(walk: Walk, found: Outcome, *, office: str) -> Iterator[Letter]:
    occasions = {
        "received": _("Sobald der Antrag da ist"),
        "granted": _("Wenn der Antrag bewilligt wird"),
        "refused": _("Wenn der Antrag abgelehnt wird"),
    }
    general = {
        "received": _("Eingangsbestätigung"),
        "granted": _("Bescheid"),
        "refused": _("Ablehnung"),
    }
    holes = _holes(walk, found, office=office)
    for occasion, when in occasions.items():
        own = [each for each in found.notices if each.get("on") == occasion]
        for notice in own:
            title = texts.render(str(notice.get("title", "")), holes, language=walk.language)
            body = texts.render(str(notice.get("body", "")), holes, language=walk.language)
            yield Letter(when, title, [each for each in body.split("\n\n") if each.strip()], False)
        if not own:
            yield Letter(when, general[occasion], [], True)


def _holes(walk: Walk, found: Outcome, *, office: str) -> dict[str, Any]:
    today = timezone.localdate()
    return walk.holes() | {
        "answers": texts.answers_context(walk.said, found.answers, walk.language),
        "department": {"name": office},
        "case": {
            "reference": _("[Aktenzeichen]"),
            "submitted_on": today,
            "received_on": today,
            "decided_on": today,
            "reason": _("[Begründung]"),
        },
        "fees": {"total": found.total},
        "today": today,
    }
