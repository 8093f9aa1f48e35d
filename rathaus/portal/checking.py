"""What the page "check your answers" says: every answer, what is dropped, what it costs."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forms_engine.answers import Row, Section, Sight, prune, read_aloud
from forms_engine.binding.wording import fault_sentence
from forms_engine.conditions import MISSING
from forms_engine.definition import label_of
from forms_engine.pricing import FeeLine, fees_due, total_of
from rathaus.applications.models import Draft
from rathaus.applications.queries import names_of, uploads_of
from rathaus.applications.submitting import (
    address_of,
    asks_for_files,
    email_questions,
    faults_of,
    needs_confirmation,
)
from rathaus.portal.walk import Walk


class EmailForm(forms.Form):
    """Asks for an address for news where the form itself does not ask for one."""

    email = forms.EmailField(label=_("E-Mail-Adresse"), required=False, max_length=254)


@dataclass(frozen=True)
class Checked:
    """
    One page of the form as it is checked.

    :param groups: rows by the entry they stand in; "" for those in none.
    """

    number: int
    title: str
    page_id: str
    address: str
    groups: list[tuple[str, list[Row]]]


@dataclass(frozen=True)
class Check:
    """
    The whole page.

    :param dropped: labels of answers that other answers have made superfluous.
    :param errors: what has to be mended before sending: `href` and `text`.
    """

    walk: Walk
    pages: list[Checked]
    dropped: list[str]
    errors: list[dict[str, str]]
    fees: list[FeeLine]
    total: Decimal
    email: str
    asks_email: bool
    needs_email: bool


def check_of(walk: Walk) -> Check:
    """Judge the whole draft again and put together what is shown of it."""
    kept = prune(walk.compiled, walk.answers)
    uploads = list(uploads_of(walk.draft)) if asks_for_files(walk.compiled) else []
    sections = read_aloud(walk.said, kept, walk.language, file_names=names_of(uploads))
    fees = fees_due(walk.said, kept, language=walk.language)
    email = address_of(walk.compiled, kept, asked=walk.draft.email)
    return Check(
        walk=walk,
        pages=[_checked(walk.draft, *numbered) for numbered in enumerate(sections, start=1)],
        dropped=_dropped(walk),
        errors=[
            {
                "href": _address(walk.draft, _page_of(walk, fault.node_id)),
                "text": fault_sentence(walk.spoken, fault),
            }
            for fault in faults_of(walk.compiled, kept, uploads=uploads)
        ],
        fees=fees,
        total=total_of(fees),
        email=email,
        asks_email=not email_questions(walk.compiled),
        needs_email=needs_confirmation(walk.compiled, walk.draft, email),
    )


def _checked(draft: Draft, number: int, section: Section) -> Checked:
    groups: list[tuple[str, list[Row]]] = []
    for row in section.rows:
        if not groups or groups[-1][0] != row.group:
            groups.append((row.group, []))
        groups[-1][1].append(row)
    address = _address(draft, section.page_id)
    return Checked(number, section.title, section.page_id, address, groups)


def _address(draft: Draft, page_id: str) -> str:
    return f"{reverse('portal:fill-in', args=[draft.pk, page_id])}?von=review"


def _page_of(walk: Walk, node_id: str | None) -> str:
    pages = walk.pages()
    return walk.compiled.entries[node_id].page_id if node_id else pages[-1]


def _dropped(walk: Walk) -> list[str]:
    """Return the labels of answers that are there but not asked for any more."""
    sight = Sight(walk.compiled, walk.answers)
    labels: list[str] = []
    for entry, rows, seen in sight.walk():
        if not seen:
            labels += _labels_below(walk, sight, entry, rows)
    return list(dict.fromkeys(labels))


def _labels_below(walk: Walk, sight: Sight, entry: Any, rows: tuple[int, ...]) -> list[str]:
    if entry.kind is None and not entry.is_list:
        return [
            label for child in entry.children for label in _labels_below(walk, sight, child, rows)
        ]
    if entry.kind is not None and (entry.kind.is_hidden or not entry.kind.has_value):
        return []
    value = sight.value(entry.node_id, rows)
    is_there = value is not MISSING and value is not None
    return [label_of(walk.spoken.entries[entry.node_id].node)] if is_there else []
