"""What an import has to say, as English templates by code; a hall can say the same otherwise."""

from collections.abc import Mapping
from typing import Final

REFUSALS: Final[Mapping[str, str]] = {
    "not-opened": "It cannot be opened: %(problem)s.",
    "file-too-large": "The file is larger than %(limit)s MB.",
    "file-empty": "The file is empty.",
    "too-deep": "It is nested deeper than %(limit)s levels.",
    "not-json": "It is not JSON: %(problem)s in line %(line)s, column %(column)s.",
    "not-text": "It is not UTF-8 text: byte %(position)s cannot be read.",
    "key-twice": "The key “%(key)s” stands twice in one object.",
    "no-number": "%(number)s is no JSON number.",
    "number-too-large": "The number %(number)s is too large.",
    "nul-character": "It holds a NUL character, which no database stores.",
    "half-character": "It holds half a character (a lone surrogate).",
    "no-form": "It is no form in a language that is read here.",
    "other-format": "It is of the format %(format)s, read here is %(known)s.",
    "has-errors": "It has %(count)s errors. The first, at %(at)s: %(first)s",
    "unknown-draft": "JSON Schema has no draft %(draft)s.",
    "file-missing": (
        "It refers to %(name)s (at %(at)s), which is not among the given files; give that file too."
    ),
    "too-many-references": "It refers to more than %(limit)s different places.",
    "references-multiply": "Its references multiply without measure.",
    "endless": "It refers to itself without end.",
    "no-object": "Its answers are no object with names, but %(types)s.",
    "too-much-work": "To read the file takes too much time or memory.",
    "no-question": "It asks nothing that a page could show.",
    "not-judgeable": "It cannot be judged: %(problem)s.",
}
REMARKS: Final[Mapping[str, str]] = {
    "own-format": "The definition is taken over as it is.",
    "question": "“%(label)s” is asked as %(kind)s.",
    "condition": "A condition shows or hides “%(name)s”.",
    "whole-schema": "The complete original schema is kept as a check.",
    "schema-malformed": "This is no schema and judges nothing.",
    "keyword-malformed": "“%(name)s” has no meaning so.",
    "format-unknown": "The format “%(name)s” is not checked.",
    "pattern-not-portable": "The pattern %(name)s is not checked: %(why)s.",
    "reference-not-found": (
        "Nothing is judged here: %(name)s is not in the given files, and nothing is fetched."
    ),
    "condition-not-recognised": (
        "This condition is checked at the end, but does not show or hide questions."
    ),
    "alternatives-not-told-apart": (
        "All alternatives are asked for; that they fit together is checked at the end."
    ),
    "condition-without-question": (
        "This is always asked: its condition asks for too much, or for what is not asked."
    ),
    "too-much": "The form asks too much or too deeply; this is not asked.",
    "rule-on-required": "The layout hides this, the schema wants it always: it is always asked.",
    "undescribed": "“%(name)s” is required but not described; it can only be typed as JSON.",
    "typed-as-json": "A page has no question for “%(name)s”; it can only be typed as JSON.",
    "accepted-only": (
        "A page has no question for “%(name)s”; it is not asked, but accepted with the answers."
    ),
    "text-only": "Only text can be typed; other types are accepted too.",
    "number-only": "Only a number can be typed; yes and no are accepted too.",
    "file-as-text": "A file would be sent inside the answers; only text can be typed.",
    "time-with-offset": "A time needs its offset, such as 09:30:00Z.",
    "part-not-read": "“%(name)s” is in no language that is read here.",
    "outside-layout": "The layout does not show this; it is not asked.",
    "required-outside-layout": (
        "The layout leaves out what is required; it stands on a page of its own."
    ),
    "layout-without-question": "The layout shows “%(name)s” again, or nothing is asked there.",
    "layout-element": "The element “%(name)s” of the layout has no native form.",
    "layout-too-deep": "The layout is nested too deeply.",
    "layout-not-expressed": "“%(name)s” of the layout has no native form.",
    "rule-disables": "A rule that only disables (“%(name)s”) is left out.",
    "rule-not-recognised": "This rule asks for more than single answers; it is left out.",
}
