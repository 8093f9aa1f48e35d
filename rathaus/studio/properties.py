"""The form for one page, group, list or question: a field for each thing that can be set."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forms_engine.definition import Definition, Node
from forms_engine.kinds import KINDS
from rathaus.studio.forms import dress
from rathaus.studio.kinds import kind_choices
from rathaus.studio.setting import LEVELS, Setting
from rathaus.studio.settings_of_kinds import settings_for
from rathaus.studio.settings_of_texts import changed_texts, translations_of

Command = dict[str, Any]


@dataclass(frozen=True)
class Section:
    """Fields below a heading; what is needed seldom is folded."""

    title: Any
    fields: list[Any]
    is_open: bool


class PropertiesForm(forms.Form):
    """
    What can be set of one node.

    The form carries what it was shown with (`was`), so that a change of somebody else in between
    is noticed and never written over.
    """

    was = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, definition: Definition, node_id: str, is_published: bool
    ) -> None:
        self.definition, self.node_id = definition, node_id
        self.node: Node = definition["nodes"][node_id]
        self.is_published = is_published
        self.settings = settings_for(definition, node_id)
        self.translations = translations_of(definition, node_id)
        super().__init__(data, initial=self._initial(), auto_id="eigenschaft-%s")
        if self.node["kind"] in KINDS:
            self.fields["kind"] = forms.ChoiceField(
                label=_("Antwortart"), choices=kind_choices(), required=False
            )
        for setting in self.settings:
            self.fields[setting.name] = setting.field()
        for translation in self.translations:
            self.fields[translation.field_name] = translation.field()
        if self.node.get("key") is not None:
            self.fields["key"] = forms.CharField(
                label=_("Technischer Name"),
                required=False,
                max_length=100,
                help_text=_("Unter diesem Namen wird die Antwort gespeichert."),
                disabled=is_published,
            )
        dress(self)

    def _initial(self) -> dict[str, Any]:
        initial = {setting.name: setting.read(self.node) for setting in self.settings}
        was = {setting.attribute: self.node.get(setting.attribute) for setting in self.settings}
        texts = {each.field_name: each.text for each in self.translations}
        was |= {"kind": self.node["kind"], "key": self.node.get("key"), **texts}
        return {
            **initial,
            **texts,
            "kind": self.node["kind"],
            "key": self.node.get("key"),
            "was": json.dumps(was, ensure_ascii=False),
        }

    def sections(self) -> Iterator[Section]:
        """Return the fields in their sections."""
        by_level: dict[str, list[Any]] = {level: [] for level, _title in LEVELS}
        for setting in self.settings:
            by_level[setting.level].append(self[setting.name])
        if "kind" in self.fields:
            by_level["simple"].insert(min(2, len(by_level["simple"])), self["kind"])
        if "key" in self.fields:
            by_level["data"].append(self["key"])
        for level, title in LEVELS:
            if by_level[level]:
                has_errors = any(field.errors for field in by_level[level])
                yield Section(title, by_level[level], level == "simple" or has_errors)

        if self.translations:
            fields = [self[each.field_name] for each in self.translations]
            yield Section(_("Übersetzung"), fields, any(field.errors for field in fields))

    def commands(self) -> list[Command]:
        """Return what has to be done so that the node is as the form says; nothing if it is."""
        was = self._was()
        commands: list[Command] = []
        kind = self.cleaned_data.get("kind")
        if kind and kind != was.get("kind", self.node["kind"]):
            # The settings of the old kind mean nothing to the new one.
            basic = [each for each in self.settings if each.level == "simple"]
            commands += self._changed([each for each in basic if each.name != "options"], was)
            commands.append(_command("set_kind", node=self.node_id, kind=kind))
        else:
            commands += self._changed(self.settings, was)
        commands += changed_texts(self.translations, self.cleaned_data, was)
        key = self.cleaned_data.get("key")
        if key and not self.is_published and key != was.get("key"):
            commands.append(_command("set_key", node=self.node_id, key=key))
        return commands

    def _was(self) -> dict[str, Any]:
        try:
            was = json.loads(self.cleaned_data.get("was") or "{}")
        except ValueError:
            return {}
        return was if isinstance(was, dict) else {}

    def _changed(self, settings: list[Setting], was: dict[str, Any]) -> Iterator[Command]:
        """Return one command for each attribute that the person changed."""
        attributes = dict.fromkeys(setting.attribute for setting in settings)
        for attribute in attributes:
            before = was.get(attribute, self.node.get(attribute))
            value = before
            for setting in settings:
                if setting.attribute == attribute:
                    typed = self.cleaned_data.get(setting.name)
                    shown = setting.read({**self.node, attribute: before})
                    if not _is_same(setting.shown(typed), shown):
                        value = setting.write(value, typed)
            if value == before and type(value) is type(before):
                continue
            if attribute == "options":
                yield _command("set_options", node=self.node_id, options=value)
            else:
                yield _command(
                    "set",
                    node=self.node_id,
                    attribute=attribute,
                    value=value,
                    was=before,
                    keep_key=self.is_published,
                )


def _is_same(one: Any, other: Any) -> bool:
    return (one or None) == (other or None) and (one is False) == (other is False)


def _command(name: str, **arguments: Any) -> Command:
    return {"name": name, "arguments": arguments}
