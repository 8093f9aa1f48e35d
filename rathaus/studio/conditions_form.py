"""The editor of one condition: always, or only if rows of question, comparison and value hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from forms_engine.conditions import sentence
from forms_engine.definition import Definition, option_name
from forms_engine.kinds.choice import options_of
from rathaus.studio.conditions_askable import Askable, Subject, askable_from
from rathaus.studio.conditions_comparing import (
    Comparison,
    NotComparable,
    comparisons_for,
    leaf_of,
    read_leaf,
    shown_value,
    typed_value,
)

Condition = dict[str, Any]
_MOST: Final = 20


@dataclass
class Row:
    """One comparison as it is shown: names for its inputs, what can be chosen, what is."""

    prefix: str
    subject: Subject | None = None
    comparisons: list[Comparison] = field(default_factory=list)
    compare: Comparison | None = None
    typed: list[str] = field(default_factory=list)
    error: str = ""

    @property
    def takes(self) -> str:
        """What is typed: nothing, count, lines, options, many, line."""
        if self.compare is None or self.subject is None or self.compare.takes == "nothing":
            return "nothing"
        if self.compare.takes == "count":
            return "count"
        is_many = self.compare.takes == "values"
        if self.options:
            return "many" if is_many else "options"
        return "lines" if is_many else "line"

    @property
    def options(self) -> list[tuple[str, str]]:
        """The answers to choose from, where the question has some."""
        if self.subject is None:
            return []
        if self.subject.node["kind"] == "boolean":
            return [("true", _("Ja")), ("false", _("Nein"))]
        return [
            (option_name(each["value"]), str(each.get("label", each["value"])))
            for each in options_of(self.subject.node)
        ]

    @property
    def text(self) -> str:
        """What stands in a line or in lines."""
        return "\n".join(self.typed)


@dataclass
class Group:
    """Rows that are joined by all or any."""

    prefix: str
    joint: str
    rows: list[Row]


class ConditionForm:
    """
    The editor of a condition inside of another form.

    Its buttons change the rows without saving anything: where `is_changing`, show the page again.
    A condition that rows cannot say is kept unless it is replaced on purpose.
    """

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        definition: Definition,
        asked_from: str = "",
        list_ids: tuple[str, ...] = (),
        initial: Condition | None = None,
        language: str = "de",
        prefix: str = "condition",
    ) -> None:
        self.prefix = prefix
        self.initial = initial
        self.askable: Askable = askable_from(definition, asked_from, list_ids)
        self.sentence = sentence(initial, definition, language)
        self.errors: list[str] = []
        read = self._groups_of(initial) if initial is not None else None
        self.is_expressible = initial is None or read is not None
        self.is_bound = data is not None and f"{prefix}-mode" in data
        self.is_changing = data is not None and f"{prefix}-do" in data
        self.joint, self.groups = read or ("all", [])
        self.mode = "always" if initial is None else "when" if self.is_expressible else "keep"
        if data is not None and self.is_bound:
            self._take(data)
        self._fill()

    # What stands there at first.

    def _groups_of(self, condition: Condition) -> tuple[str, list[Group]] | None:
        """Return a condition as joint and groups, or None if rows cannot say it."""
        joint, members = _members(condition)
        is_flat = all("all" not in each and "any" not in each for each in members)
        if is_flat:
            rows = self._rows_of(members, 0)
            return None if rows is None else ("all", [Group(self._name(0), joint, rows)])
        groups = []
        for number, member in enumerate(members):
            inner, leaves = _members(member)
            rows = self._rows_of(leaves, number)
            if rows is None:
                return None
            groups.append(Group(self._name(number), inner, rows))
        return joint, groups

    def _rows_of(self, leaves: list[Condition], group: int) -> list[Row] | None:
        rows = []
        for number, leaf in enumerate(leaves):
            row = self._row_of(leaf, f"{self._name(group)}-{number}")
            if row is None:
                return None
            rows.append(row)
        return rows

    def _row_of(self, leaf: Condition, prefix: str) -> Row | None:
        inner = leaf.get("not", leaf)
        source = "field" if "field" in inner else "parameter"
        subject = self.askable.subjects.get(f"{source}:{inner.get(source)}")
        if subject is None or not isinstance(inner, dict):
            return None
        read = read_leaf(leaf, subject.node["kind"])
        if read is None:
            return None
        comparison, value = read
        values = value if comparison.takes == "values" else [value]
        shown = [shown_value(subject.node, each) for each in values]
        if comparison.takes == "count":
            shown = [str(value)]
        typed = [] if comparison.takes == "nothing" else shown
        return Row(prefix, subject, comparisons_for(subject.node["kind"]), comparison, typed)

    # What was sent.

    def _take(self, data: QueryDict) -> None:
        self.mode = data.get(f"{self.prefix}-mode", "always")
        self.joint = _joint(data, f"{self.prefix}-joint")
        self.groups = []
        for number in range(_MOST):
            prefix = self._name(number)
            if f"{prefix}-joint" not in data:
                break
            rows = []
            for place in range(_MOST):
                if f"{prefix}-{place}-subject" not in data:
                    break
                rows.append(self._sent_row(data, f"{prefix}-{place}"))
            self.groups.append(Group(prefix, _joint(data, f"{prefix}-joint"), rows))
        self._do(data.get(f"{self.prefix}-do", ""))

    def _sent_row(self, data: QueryDict, prefix: str) -> Row:
        subject = self.askable.subjects.get(data.get(f"{prefix}-subject", ""))
        if subject is None:
            return Row(prefix)
        ways = comparisons_for(subject.node["kind"])
        wanted = data.get(f"{prefix}-compare", "")
        compare = next((each for each in ways if each.name == wanted), ways[0])
        return Row(prefix, subject, ways, compare, data.getlist(f"{prefix}-value"))

    def _do(self, what: str) -> None:
        """Add or remove a row or a group, as a button says."""
        do, _colon, rest = what.partition(":")
        group, _colon, row = rest.partition(":")
        if what:
            self.mode = "when"
        at = int(group) if group.isdigit() and int(group) < len(self.groups) else None
        if do == "group":
            self.groups.append(Group("", "all", [Row("")]))
        elif do == "row" and at is not None:
            self.groups[at].rows.append(Row(""))
        elif do == "drop" and at is not None and row.isdigit():
            del self.groups[at].rows[int(row) : int(row) + 1]
        self._number()

    def _number(self) -> None:
        self.groups = [group for group in self.groups if group.rows][:_MOST]
        for number, group in enumerate(self.groups):
            group.prefix = self._name(number)
            for place, row in enumerate(group.rows):
                row.prefix = f"{group.prefix}-{place}"

    def _fill(self) -> None:
        if not self.groups:
            self.groups = [Group(self._name(0), "all", [Row(f"{self._name(0)}-0")])]

    def _name(self, group: int) -> str:
        return f"{self.prefix}-{group}"

    # What comes of it.

    def is_valid(self) -> bool:
        """Say whether a condition comes of it; otherwise rows and `errors` say what is missing."""
        self.errors = []
        if self.mode != "when":
            return True
        for row in (row for group in self.groups for row in group.rows):
            row.error = self._wrong(row)
            if row.error:
                self.errors.append(row.error)
        return not self.errors

    def _wrong(self, row: Row) -> str:
        if row.subject is None or row.compare is None:
            return _("Wählen Sie eine Frage.")
        try:
            typed_value(row.subject.node, row.compare, row.typed)
        except NotComparable as wrong:
            return str(wrong)
        return ""

    def condition(self) -> Condition | None:
        """Return the condition; None for always. Ask `is_valid` before."""
        if self.mode == "always":
            return None
        if self.mode == "keep":
            return self.initial
        groups = [_joined(group.joint, [_leaf(row) for row in group.rows]) for group in self.groups]
        return _joined(self.joint, groups)


def _joint(data: Mapping[str, Any], name: str) -> str:
    return "any" if data.get(name) == "any" else "all"


def _members(condition: Condition) -> tuple[str, list[Condition]]:
    for joint in ("all", "any"):
        if joint in condition:
            return joint, list(condition[joint])
    return "all", [condition]


def _joined(joint: str, members: list[Condition]) -> Condition:
    return members[0] if len(members) == 1 else {joint: members}


def _leaf(row: Row) -> Condition:
    assert row.subject is not None
    assert row.compare is not None
    source, _colon, name = row.subject.name.partition(":")
    value = typed_value(row.subject.node, row.compare, row.typed)
    return leaf_of({source: name}, row.compare, value)
