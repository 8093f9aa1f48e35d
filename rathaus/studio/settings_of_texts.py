"""The translations of a node's texts, right beside its settings."""

from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from forms_engine.definition import Definition, source_language
from rathaus.studio.edit_sentences import ATTRIBUTES
from rathaus.studio.language_names import language_name

_TEXTS: Final = ("label", "title", "summary", "help", "text")


@dataclass(frozen=True)
class Translation:
    """
    One text of a node in one language.

    :param name: what `texts` call it.
    """

    field_name: str
    language: str
    name: str
    label: str
    text: str

    def field(self) -> forms.Field:
        """Return the field it is typed into, which says its language."""
        widget = forms.TextInput(attrs={"lang": self.language, "dir": "auto"})
        return forms.CharField(label=self.label, required=False, widget=widget)


def translations_of(definition: Definition, node_id: str) -> list[Translation]:
    """Return the texts of a node in every language but the one it is written in."""
    node = definition["nodes"][node_id]
    source = source_language(definition)
    texts = definition.get("texts", {})
    return [
        Translation(
            f"text-{language}-{attribute}",
            language,
            f"{node_id}.{attribute}",
            _("%(what)s (%(language)s)")
            % {"what": ATTRIBUTES[attribute], "language": language_name(language)},
            str(texts.get(language, {}).get(f"{node_id}.{attribute}", "")),
        )
        for language in definition.get("languages") or [source]
        if language != source
        for attribute in _TEXTS
        if node.get(attribute)
    ]


def changed_texts(
    translations: list[Translation], cleaned: dict[str, Any], was: dict[str, Any]
) -> list[dict[str, Any]]:
    """Return one command for each translation that was typed anew."""
    return [
        {
            "name": "set_text",
            "arguments": {
                "language": each.language,
                "name": each.name,
                "text": cleaned[each.field_name],
                "was": was.get(each.field_name, each.text),
            },
        }
        for each in translations
        if each.field_name in cleaned
        and cleaned[each.field_name] != was.get(each.field_name, each.text)
    ]
