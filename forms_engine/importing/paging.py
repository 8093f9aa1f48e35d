"""Decides what stands on which page, where the layout says so and where it does not."""

from dataclasses import dataclass, field, replace
from typing import Final

from forms_engine.importing.asking import Question
from forms_engine.importing.branching import Path, PathCondition
from forms_engine.importing.hints import Layout, LayoutPage, Note
from forms_engine.importing.report import Journal

# One topic a page: so many questions at the most, where nobody said what belongs together.
_MOST_ON_A_PAGE: Final = 7
_SMALL_GROUP: Final = 3


@dataclass(slots=True)
class PlannedPage:
    """
    A page to be.

    :param group: the object whose questions fill the page, if it is one.
    """

    title: str
    content: list[Question | Note] = field(default_factory=list)
    group: Question | None = None
    summary: str = ""
    alternatives: list[list[PathCondition]] = field(default_factory=list)


def pages_of(
    questions: list[Question], layout: Layout, journal: Journal, *, steps: bool
) -> list[PlannedPage]:
    """Return the pages; `steps` says that each object at the top is a page of its own."""
    if layout.pages:
        return _as_laid_out(questions, layout, journal)
    pages: list[PlannedPage] = []
    current: PlannedPage | None = None
    for question in questions:
        if question.kind == "group" and (steps or _size(question) > _SMALL_GROUP):
            pages.append(_page_of(question))
            current = None
        elif question.kind == "list" and question.children and question.children[0].key:
            pages.append(PlannedPage(question.label, [question]))
            current = None
        else:
            size = _size(question)
            if current is None or _total(current) + size > _MOST_ON_A_PAGE:
                current = PlannedPage("Weitere Angaben" if pages else "Angaben")
                pages.append(current)
            current.content.append(question)
    return pages


def _page_of(question: Question) -> PlannedPage:
    content: list[Question | Note] = list(question.children)
    return PlannedPage(
        question.label, content, question, question.help, list(question.alternatives)
    )


def _size(question: Question) -> int:
    if question.kind in {"const", "note"}:
        return 0
    return sum(_size(child) for child in question.children) if question.children else 1


def _total(page: PlannedPage) -> int:
    return sum(_size(each) for each in page.content if isinstance(each, Question))


def _as_laid_out(questions: list[Question], layout: Layout, journal: Journal) -> list[PlannedPage]:
    known: dict[Path, Question] = {}
    _index(questions, known)
    placed: set[Path] = set()
    pages = [_laid_out(page, known, placed, journal) for page in layout.pages]
    rest = [left for each in questions if (left := _left_over(each, placed, journal))]
    if rest:
        journal.lost(
            "required-outside-layout",
            rest[0].at,
        )
        pages.append(PlannedPage("Weitere Angaben", list(rest)))
    return [page for page in pages if page.content]


def _index(questions: list[Question], known: dict[Path, Question]) -> None:
    for question in questions:
        known[question.path] = question
        if question.kind == "group":
            _index(question.children, known)


def _laid_out(
    page: LayoutPage, known: dict[Path, Question], placed: set[Path], journal: Journal
) -> PlannedPage:
    alternatives = [page.when] if page.when else []
    planned = PlannedPage(page.title, summary=page.summary, alternatives=alternatives)
    groups: dict[Path, Question] = {}
    for content in page.content:
        if isinstance(content, Note):
            planned.content.append(content)
        elif content in placed or content not in known:
            journal.lost(
                "layout-without-question",
                "",
                name="/".join(content),
            )
        else:
            placed.add(content)
            _put(planned, groups, known, content)
    return planned


def _put(
    planned: PlannedPage, groups: dict[Path, Question], known: dict[Path, Question], path: Path
) -> None:
    """Put a question on a page, inside the groups that its answer lies in."""
    target: list[Question | Note] | list[Question] = planned.content
    for length in range(1, len(path)):
        around = path[:length]
        if around not in groups:
            groups[around] = replace(known[around], children=[])
            target.append(groups[around])
        target = groups[around].children
    target.append(known[path])


def _left_over(question: Question, placed: set[Path], journal: Journal) -> Question | None:
    """Return what the layout left out of a question but an application needs."""
    if question.path in placed:
        return None
    if question.kind == "group":
        children = [
            left for each in question.children if (left := _left_over(each, placed, journal))
        ]
        inside = any(path[: len(question.path)] == question.path for path in placed)
        if children and (question.required or inside):
            return replace(question, children=children)
        return None
    if question.required:
        return question
    journal.lost("outside-layout", question.at)
    return None
