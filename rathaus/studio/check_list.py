"""What still has to be put right before a process goes online here, in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from forms_engine.checking import Finding, check
from forms_engine.checking.repairs import Repair, repair_of
from forms_engine.definition import Definition
from rathaus.cities.models import Department
from rathaus.processes.accepting import acceptances_of, name_of
from rathaus.processes.models import Acceptance, Process
from rathaus.processes.publishing import defaults_of
from rathaus.studio.check_places import Places
from rathaus.studio.check_reasons import reason_for, repair_label
from rathaus.studio.sentences import sentence


@dataclass(frozen=True)
class Item:
    """
    One line of the check list.

    :param where: the name of the node or place it is about.
    :param name: what it is kept by when it is accepted, and found by when it is mended.
    :param why: why it matters.
    :param address: where it can be mended by hand, if there is such a page.
    :param repair: the command that mends it, and what its button says.
    """

    level: str
    text: str
    where: str = ""
    code: str = ""
    name: str = ""
    why: str = ""
    address: str = ""
    repair: Repair | None = None
    repair_label: str = ""
    acceptance: Acceptance | None = None


@dataclass
class CheckList:
    """
    The findings by level; an error blocks publishing.

    :param warnings: those that nobody accepted yet.
    :param accepted: the warnings that somebody accepted with a reason.
    """

    errors: list[Item] = field(default_factory=list)
    warnings: list[Item] = field(default_factory=list)
    tips: list[Item] = field(default_factory=list)
    accepted: list[Item] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.errors) + len(self.warnings) + len(self.tips)

    def groups(self) -> list[tuple[str, list[Item]]]:
        """Return the levels with their headings, the most serious first."""
        return [
            (_("Fehler"), self.errors),
            (_("Warnungen"), self.warnings),
            (_("Tipps"), self.tips),
        ]

    def find(self, name: str) -> Item | None:
        """Return the finding of a name, accepted ones too."""
        every = [*self.errors, *self.warnings, *self.tips, *self.accepted]
        return next((item for item in every if item.name == name), None)


def open_findings(definition: Definition, process: Process) -> CheckList:
    """Check a definition, and whether this city filled in what the definition leaves to it."""
    values = {**_defaults(definition), **process.parameters}
    findings = check(definition, parameters=values)
    place = Places(definition, process)
    accepted = acceptances_of(process)
    items = [_item(definition, finding, place, accepted) for finding in findings]
    if not any(item.level == "error" for item in items):
        items += _city_items(definition, process, values, accepted)
    is_open = [item for item in items if item.acceptance is None]
    return CheckList(
        errors=[item for item in is_open if item.level == "error"],
        warnings=[item for item in is_open if item.level == "warning"],
        tips=[item for item in is_open if item.level == "tip"],
        accepted=[item for item in items if item.acceptance is not None],
    )


check_list = open_findings


def _defaults(definition: Definition) -> dict[str, Any]:
    """Return the defaults of parameters; a document in no good form has none."""
    try:
        return defaults_of(definition)
    except (AttributeError, TypeError):
        return {}


def _item(
    definition: Definition,
    finding: Finding,
    place: Places,
    accepted: Mapping[str, Acceptance],
) -> Item:
    name = name_of(finding.code, finding.at, finding.params)
    return Item(
        level=finding.level,
        text=sentence(finding),
        where=place.name(finding),
        code=finding.code,
        name=name,
        why=reason_for(finding.code),
        address=place.address(finding),
        repair=repair_of(definition, finding),
        repair_label=repair_label(finding.code),
        acceptance=accepted.get(name) if finding.level == "warning" else None,
    )


def _city_items(
    definition: Definition,
    process: Process,
    values: Mapping[str, Any],
    accepted: Mapping[str, Acceptance],
) -> list[Item]:
    """Name what the definition leaves to the city and the city has not said."""
    offices = set(Department.objects.values_list("key", flat=True))
    lacking = [
        ("parameter_unset", name, str(parameter.get("label", name)),
         _("Dieser Wert fehlt noch für Ihre Stadt."))
        for name, parameter in definition.get("parameters", {}).items()
        if name not in values
    ]  # fmt: skip
    lacking += [
        ("role_unmapped", key, str(role.get("label", key)),
         _("Noch kein Amt zugeordnet. Anträge kommen bis dahin zur Auffangstelle."))
        for key, role in definition.get("roles", {}).items()
        if process.roles.get(key) not in offices
    ]  # fmt: skip
    address = reverse("studio:city-values", args=[process.pk])
    items = []
    for code, key, label, text in lacking:
        name = name_of(code, key, {})
        item = Item("warning", text, label, code, name, reason_for(code), address)
        items.append(replace(item, acceptance=accepted.get(name)))
    return items
