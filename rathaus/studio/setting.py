"""One thing of a node that staff can set: its field, and where the document keeps it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from forms_engine.definition import Node

LEVELS: Final = [
    ("simple", ""),
    ("check", _("Prüfung der Antwort")),
    ("more", _("Erweitert")),
    ("data", _("Daten und Zweck")),
]


def _itself(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class Setting:
    """
    One thing that can be set.

    :param attribute: the member of the node that keeps it; several settings may share one.
    :param read: what stands in the field for a node.
    :param write: the member after a person typed something, from the member before.
    """

    name: str
    attribute: str
    field: Callable[[], forms.Field]
    read: Callable[[Node], Any]
    write: Callable[[Any, Any], Any]
    level: str = "simple"
    # How a clean value is compared with what `read` returns; most are the same.
    shown: Callable[[Any], Any] = _itself
