"""What still has to be put right before a process goes online here, in words."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from forms_engine.checking import Finding, check
from forms_engine.definition import Definition
from rathaus.cities.models import Department
from rathaus.processes.models import Process
from rathaus.processes.publishing import defaults_of
from rathaus.studio.sentences import sentence


@dataclass(frozen=True)
class Item:
    """One line of the check list: what, where (a node's name or a place), how serious."""

    level: str
    text: str
    where: str = ""


@dataclass
class CheckList:
    """The findings by level; an error blocks publishing."""

    errors: list[Item] = field(default_factory=list)
    warnings: list[Item] = field(default_factory=list)
    tips: list[Item] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.errors) + len(self.warnings) + len(self.tips)

    def groups(self) -> list[tuple[str, list[Item]]]:
        """Return the levels with their headings, the most serious first."""
        return [
            (_("Fehler"), self.errors),
            (_("Warnungen"), self.warnings),
            (_("Tipps"), self.tips),
        ]


def check_list(definition: Definition, process: Process) -> CheckList:
    """Check a definition, and whether this city filled in what the definition leaves to it."""
    items = [_item(definition, finding) for finding in check(definition)]
    items += _unset_parameters(definition, process) + _unmapped_roles(definition, process)
    return CheckList(
        errors=[item for item in items if item.level == "error"],
        warnings=[item for item in items if item.level == "warning"],
        tips=[item for item in items if item.level == "tip"],
    )


def _item(definition: Definition, finding: Finding) -> Item:
    return Item(level=finding.level, text=sentence(finding), where=_name_of(definition, finding.at))


def _name_of(definition: Definition, at: str) -> str:
    nodes = definition.get("nodes", {})
    node = nodes.get(at) if isinstance(nodes, dict) else None
    if isinstance(node, dict):
        return str(node.get("label") or node.get("title") or at)
    return at


def _unset_parameters(definition: Definition, process: Process) -> list[Item]:
    known = {**defaults_of(definition), **process.parameters}
    return [
        Item(
            "warning",
            _("Dieser Wert fehlt noch für Ihre Stadt."),
            str(parameter.get("label", name)),
        )
        for name, parameter in definition.get("parameters", {}).items()
        if name not in known
    ]


def _unmapped_roles(definition: Definition, process: Process) -> list[Item]:
    offices = set(Department.objects.values_list("key", flat=True))
    return [
        Item(
            "warning",
            _("Noch kein Amt zugeordnet. Anträge kommen bis dahin zur Auffangstelle."),
            str(role.get("label", key)),
        )
        for key, role in definition.get("roles", {}).items()
        if process.roles.get(key) not in offices
    ]
