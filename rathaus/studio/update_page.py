"""What the page of updates shows: what comes, what stays, what is to be decided, what it makes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from forms_engine.checking import Finding
from forms_engine.checking.form import form_findings
from forms_engine.checking.order import order_findings
from forms_engine.definition import Definition, label_of
from forms_engine.merging import Conflict, Merged, NotMergeable
from rathaus.processes.editing import definition_in_hand
from rathaus.processes.models import Process
from rathaus.sharing.in_step import NoCommonState, Update, merged_update, update_for
from rathaus.sharing.standing import Standing
from rathaus.sharing.upstream import base_of
from rathaus.studio.check_list import Item, check_list
from rathaus.studio.contribution_rows import NOTHING_CHOSEN, Chosen, chosen_of
from rathaus.studio.differences_shown import Group, compared, grouped
from rathaus.studio.sentences import sentence
from rathaus.studio.update_sentences import BROKEN, headline, words_of

_WRITE: Final = "eigene"
_ONE_LINE: Final = 80
# What the city still has to fill in afterwards.
_LEFT_TO_THE_CITY: Final = frozenset({"parameter_unset", "role_unmapped"})


@dataclass
class ConflictShown:
    """
    Something that both changed, and what is chosen.

    :param words: the sentences, see `update_sentences.words_of`.
    :param written: what is typed; our own words as long as nothing is.
    :param error: why it is not decided although somebody tried.
    """

    id: str
    name: str
    words: dict[str, str]
    reasons: list[str]
    mine: list[Group]
    theirs: list[Group]
    can_be_written: bool
    chosen: str
    written: str
    is_open: bool
    error: str = ""
    takes_focus: bool = False

    @property
    def is_long(self) -> bool:
        """Say whether it is more than fits a line."""
        return len(self.written) > _ONE_LINE or "\n" in self.written


@dataclass(frozen=True)
class Preview:
    """
    What the working copy would be.

    :param groups: in what it would differ from today's.
    :param errors: of the check list, and `lacking` what the city would have to fill in.
    """

    groups: list[Group]
    errors: list[Item]
    lacking: list[Item]
    open_count: int


@dataclass
class UpdatePage:
    """
    Everything that is shown.

    :param problem: why nothing can be merged at all, with `findings`.
    :param kept: in what the result differs from upstream's version.
    :param lost: what somebody typed for something that is no conflict any more.
    """

    standing: Standing
    update: Update | None = None
    headline: str = ""
    problem: str = ""
    broken_side: str = ""
    findings: list[str] = field(default_factory=list)
    conflicts: list[ConflictShown] = field(default_factory=list)
    coming: list[Group] = field(default_factory=list)
    kept: list[Group] = field(default_factory=list)
    preview: Preview | None = None
    lost: list[str] = field(default_factory=list)
    merged: Merged | None = None

    @property
    def kept_count(self) -> int:
        """Return how much of one's own stays."""
        return sum(len(group.lines) for group in self.kept)


def update_page(
    process: Process,
    standing: Standing,
    *,
    posted: QueryDict | None = None,
    is_tried: bool = False,
    with_preview: bool = False,
) -> UpdatePage:
    """
    Return what is shown of the newest version of upstream.

    :param posted: what somebody chose so far.
    :param is_tried: somebody wanted to take it: what is open is marked.
    """
    update = update_for(process, standing)
    page = UpdatePage(standing, update)
    if update is None:
        return page
    chosen = chosen_of(posted) if posted is not None else NOTHING_CHOSEN
    page.headline = headline(update, None)
    try:
        merged = merged_update(process, update, choices=chosen.choices)
    except NotMergeable as broken:
        page.broken_side = broken.side
        page.problem = str(BROKEN[broken.side]) % {"city": update.city_name}
        page.findings = _sentences(broken.findings)
        return page
    except NoCommonState:
        page.problem = str(BROKEN[""])
        return page
    mine, base = definition_in_hand(process), base_of(process) or {}
    page.merged = merged
    page.headline = headline(update, merged)
    page.conflicts = _conflicts(merged, update, chosen, base=base, mine=mine, is_tried=is_tried)
    coming = [each for change in merged.changes for each in change.differences]
    page.coming = grouped(coming, base, merged.theirs)
    page.kept = grouped(merged.kept, merged.theirs, merged.definition)
    known = {each.id for each in merged.conflicts}
    page.lost = [
        text for name, text in chosen.written.items()
        if name not in known and chosen.sides.get(name) == _WRITE and text.strip()
    ]  # fmt: skip
    if with_preview:
        page.preview = _preview(process, mine, merged)
    return page


def _conflicts(
    merged: Merged,
    update: Update,
    chosen: Chosen,
    *,
    base: Definition,
    mine: Definition,
    is_tried: bool,
) -> list[ConflictShown]:
    """Return the conflicts in words; of those that are open, the first takes the focus."""
    shown: list[ConflictShown] = []
    for each in merged.conflicts:
        name = _name(each, (mine, merged.theirs, base))
        groups = grouped(each.mine, base, mine), grouped(each.theirs, base, merged.theirs)
        row = ConflictShown(
            id=each.id,
            name=name or _first(*groups),
            words=words_of(each, city=update.city_name, name=name),
            reasons=_reasons(merged) if each.code == "fault" else [],
            mine=groups[0],
            theirs=groups[1],
            can_be_written=each.can_be_written,
            chosen=chosen.sides.get(each.id, ""),
            written=chosen.written.get(each.id, _proposal(each)),
            is_open=each.choice is None,
        )
        if is_tried and row.is_open:
            row.error = _error(row)
            row.takes_focus = not any(other.is_open for other in shown)
        shown.append(row)
    return shown


def _error(row: ConflictShown) -> str:
    if row.chosen != _WRITE:
        return _("Hier ist noch nichts entschieden.")
    if not row.written.strip():
        return _("Schreiben Sie, was gelten soll.")
    return _("Das geht hier nicht. Schreiben Sie etwas anderes, oder nehmen Sie eine Fassung.")


def _proposal(conflict: Conflict) -> str:
    """Return what is typed at first, to be changed."""
    found = [each for each in conflict.values[1:] if isinstance(each, str)]
    if not found:
        return ""
    return f"{found[0]}_2" if conflict.code == "key" else found[0]


def _name(conflict: Conflict, documents: Iterable[Definition]) -> str:
    """Return what the question or page is called that a conflict is about."""
    nodes = (each["nodes"].get(conflict.node_id) for each in documents)
    return next((label for node in nodes if node and (label := label_of(node))), "")


def _first(*sides: list[Group]) -> str:
    lines = (line.text for groups in sides for group in groups for line in group.lines)
    return next(lines, "") or _("Was zusammengehört")


def _reasons(merged: Merged) -> list[str]:
    """Return why what comes of both is in no good form."""
    found = form_findings(merged.definition)
    wrong = [each for each in found if each.level == "error"]
    return _sentences(wrong or order_findings(merged.definition))


def _sentences(findings: Iterable[Finding]) -> list[str]:
    return list(dict.fromkeys(sentence(each) for each in findings))[:10]


def _preview(process: Process, mine: Definition, merged: Merged) -> Preview:
    checks = check_list(merged.definition, process)
    return Preview(
        groups=compared(mine, merged.definition) or [],
        errors=checks.errors,
        lacking=[each for each in checks.warnings if each.code in _LEFT_TO_THE_CITY],
        open_count=sum(each.choice is None for each in merged.conflicts),
    )
