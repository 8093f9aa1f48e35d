"""Reads a uiSchema of react-jsonschema-form: words, widgets and the order of the properties."""

from typing import Any, Final

from forms_engine.importing.branching import Path
from forms_engine.importing.facets import said
from forms_engine.importing.hints import Hint, Layout, file_types
from forms_engine.importing.keywords import pointer
from forms_engine.importing.report import Journal

_TEXTS: Final = {
    "title": "label",
    "help": "help",
    "description": "help",
    "placeholder": "placeholder",
    "autocomplete": "autocomplete",
    "widget": "widget",
}
_DEEPEST: Final = 40
# Say how something looks where we have one look only.
_LOOKS: Final = frozenset({"autofocus", "rows", "emptyValue", "options", "classNames"})


def read_rjsf(ui_schema: dict[str, Any], layout: Layout, journal: Journal) -> None:
    """Add what a uiSchema says to a layout."""
    _read(ui_schema, (), "", layout, journal)


def _read(ui: dict[str, Any], path: Path, at: str, layout: Layout, journal: Journal) -> None:
    if len(path) > _DEEPEST:
        return
    hint = layout.at(path)
    for key, value in ui.items():
        here = pointer(at, key)
        if key == "ui:options" and isinstance(value, dict):
            for name, option in value.items():
                _option(hint, name, option, pointer(here, name), journal)
        elif key.startswith("ui:"):
            _option(hint, key[3:], value, here, journal)
        elif key == "items" and isinstance(value, dict):
            _read(value, (*path, "*"), here, layout, journal)
        elif isinstance(value, dict):
            _read(value, (*path, key), here, layout, journal)
        elif key != "classNames":
            _lost(journal, key, here)


def _option(hint: Hint, name: str, value: Any, at: str, journal: Journal) -> None:
    if name in _TEXTS and isinstance(value, str):
        attribute = _TEXTS[name]
        if attribute == "help" and hint.help and value not in hint.help:
            value = f"{hint.help}\n{value}"
        setattr(hint, attribute, value)
    elif name == "order" and isinstance(value, list):
        hint.order = [str(each) for each in value]
    elif name == "enumNames" and isinstance(value, list):
        hint.option_names = [said(each) for each in value]
    elif name == "enumNames" and isinstance(value, dict):
        hint.option_labels = {str(key): said(each) for key, each in value.items()}
    elif name == "accept" and isinstance(value, str):
        hint.accept = file_types(value)
    elif name == "inputType" and value == "tel":
        hint.autocomplete = "tel"
    elif name not in _LOOKS:
        _lost(journal, name, at)


def _lost(journal: Journal, name: str, at: str) -> None:
    journal.lost("layout-not-expressed", at, name=name)
