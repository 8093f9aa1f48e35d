"""Which things after sending can be changed, and by which form, address and command each is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from forms_engine.definition import Definition
from forms_engine.editing.rooms import ROOMS as LISTS
from forms_engine.editing.rooms import item_of
from rathaus.studio.afterwards_fee_forms import FeeForm
from rathaus.studio.afterwards_forms import ItemForm, NoticeForm, RoleForm, RuleForm
from rathaus.studio.afterwards_parameter_form import ParameterForm

Command = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Room:
    """
    A kind of thing that can be added, changed and removed.

    :param slug: how addresses call it, and where the overview has it.
    :param has_condition: whether it may be for some answers only.
    """

    name: str
    slug: str
    form: Callable[..., ItemForm]
    new: Any
    changed: Any
    intro: Any
    has_condition: bool = False
    template: str = "studio/afterwards_item.html"

    def find(self, definition: Definition, name: str) -> dict[str, Any] | None:
        """Return a thing as it stands, or None if it is gone."""
        if self.name in LISTS:
            return item_of(definition, self.name, name)
        found: dict[str, Any] | None = definition.get(self.name, {}).get(name)
        return found

    def adding(self, values: dict[str, Any]) -> Command:
        """Return the command that adds one."""
        if self.name in LISTS:
            item = {key: value for key, value in values.items() if value is not None}
            return "add_item", {"room": self.name, "item": item}
        return f"set_{self._word}", {"values": values}

    def setting(self, name: str, values: dict[str, Any], was: str) -> Command:
        """Return the command that changes one."""
        if self.name in LISTS:
            return "set_item", {"room": self.name, "item": name, "values": values, "was": was}
        return f"set_{self._word}", {self._word: name, "values": values, "was": was}

    def removing(self, name: str) -> Command:
        """Return the command that removes one."""
        if self.name in LISTS:
            return "remove_item", {"room": self.name, "item": name}
        return f"remove_{self._word}", {self._word: name}

    @property
    def _word(self) -> str:
        return self.name.removesuffix("s")


ROOMS: Final = {
    room.slug: room
    for room in (
        Room(
            "routing",
            "weiterleitung",
            RuleForm,
            _("Neue Regel der Weiterleitung"),
            _("Regel der Weiterleitung ändern"),
            _("Die erste Regel, die passt, gilt. Eine Regel ohne Bedingung steht am Ende."),
            has_condition=True,
        ),
        Room(
            "fees",
            "gebuehren",
            FeeForm,
            _("Neue Gebühr"),
            _("Gebühr ändern"),
            _("Was fällig wird, steht im Bescheid als eine Zeile der Aufstellung."),
            has_condition=True,
        ),
        Room(
            "notices",
            "bescheide",
            NoticeForm,
            _("Neuer Bescheid"),
            _("Bescheid ändern"),
            _("Briefkopf, Anschrift, Gebühren, Gründe und Grußformel kommen von selbst dazu."),
            template="studio/afterwards_notice.html",
        ),
        Room(
            "parameters",
            "werte",
            ParameterForm,
            _("Neuer Wert der Stadt"),
            _("Wert der Stadt ändern"),
            _("Was in jeder Stadt anders ist: Beträge, Fristen, Listen. Jede trägt ihres ein."),
        ),
        Room(
            "roles",
            "zustaendigkeiten",
            RoleForm,
            _("Neue Zuständigkeit"),
            _("Zuständigkeit ändern"),
            _("Wohin Anträge gehen. Jede Stadt sagt, welches ihrer Ämter das ist."),
        ),
    )
}
