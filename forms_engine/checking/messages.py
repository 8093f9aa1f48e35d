"""Every sentence that checking can say; halls translate by code, with the same holes."""

from collections.abc import Mapping
from typing import Any, Final

from forms_engine.errors import Finding, Level, Message

SENTENCES: Final[Mapping[str, tuple[Level, str]]] = {
    # The form of the document.
    "not_json": ("error", "This is not JSON: %(reason)s."),
    "too_deep": ("error", "The document is nested more than %(limit)s levels deep."),
    "too_large": ("error", "The document has more than %(limit)s values."),
    "unknown_format": ("error", "The file is not of the format %(format)s."),
    "missing": ("error", "“%(name)s” is missing."),
    "unknown_key": ("warning", "“%(name)s” is not known here and has no effect."),
    "wrong_type": ("error", "This must be %(type)s."),
    "wrong_value": ("error", "“%(value)s” is not one of the possible values."),
    "wrong_form": ("error", "This does not have the right form: %(problem)s."),
    # The order of nodes.
    "order_unknown": ("error", "The order names “%(id)s”, but there is no such node."),
    "order_twice": ("error", "“%(id)s” stands in more than one place."),
    "cycle": ("error", "“%(id)s” contains itself."),
    "orphan": ("warning", "“%(id)s” stands nowhere and is never shown."),
    "page_inside": ("error", "A page cannot stand inside something else."),
    "not_a_page": ("error", "Only pages can stand at the top."),
    "nested_too_deep": ("error", "Groups and lists are nested more than %(limit)s levels deep."),
    "empty": ("tip", "There is nothing in it yet."),
    "key_missing": ("error", "A key is missing, under which the answer is stored."),
    "key_twice": (
        "error",
        "The key “%(key)s” is used twice in the same place, also by “%(other)s”.",
    ),
    "label_missing": ("warning", "A label is missing."),
    # Conditions.
    "condition_unknown_field": (
        "error",
        "The condition asks for “%(id)s”, but there is no such field.",
    ),
    "condition_no_value": ("error", "The condition asks for “%(id)s”, which has no answer."),
    "condition_later_field": (
        "warning",
        "The condition asks for “%(label)s”, which comes later than what it shows.",
    ),
    "condition_other_rows": (
        "error",
        "The condition asks for “%(label)s” in a list from outside; ask for the list itself.",
    ),
    "condition_circle": ("error", "The condition depends on itself through “%(label)s”."),
    "condition_reference": ("error", "A schema in a condition cannot refer to other schemas."),
    "condition_too_complicated": (
        "error",
        "The condition mixes more than %(limit)s questions from inside and outside of a list.",
    ),
    "condition_in_bare_list": (
        "error",
        "The only field of a list without keys cannot have a condition.",
    ),
    "never_shown": ("warning", "The condition is never true, so this is never shown."),
    "always_shown": ("tip", "The condition always holds; without it, the same is shown."),
    "condition_contradicts": ("warning", "The parts of the condition contradict each other."),
    "condition_doubled": ("tip", "The condition asks the same thing twice."),
    "condition_unknown_option": (
        "warning",
        "The condition asks “%(label)s” for the answer “%(value)s”, which is not offered.",
    ),
    "never_reached": (
        "warning",
        "This is never shown: the condition asks for what is hidden whenever it could be shown.",
    ),
    "page_unreachable": ("warning", "No answers lead to this page."),
    "required_but_hidden": ("warning", "This must be answered, but it is never shown."),
    "unknown_parameter": ("error", "There is no parameter “%(name)s”."),
    # Values.
    "schema_invalid": ("error", "This is not a JSON Schema: %(reason)s."),
    "unknown_value_format": ("error", "There is no format “%(format)s”."),
    "pattern_not_portable": (
        "error",
        "The pattern uses “%(piece)s”, which programs read differently; write the signs out.",
    ),
    "pattern_invalid": ("error", "The pattern %(pattern)s is not a regular expression."),
    "pattern_looks_around": (
        "warning",
        "The pattern uses “%(piece)s”, which is slower to judge; write it without, if you can.",
    ),
    "options_missing": ("error", "The options to choose from are missing."),
    "option_twice": ("error", "The option “%(value)s” is there twice."),
    "default_wrong": ("warning", "The default does not fit the field."),
    "parameter_default_wrong": ("error", "The default of parameter “%(name)s” does not fit it."),
    "value_missing": ("error", "The fixed value is missing."),
    "calculation_missing": ("error", "It is not said how the value is calculated."),
    "calculation_unknown": ("error", "The calculation uses “%(id)s”, which it cannot."),
    "part_unknown": ("error", "There is no part “%(part)s”."),
    "not_compilable": ("error", "No form can be made of this: %(reason)s."),
    # The structure.
    "page_empty": ("warning", "There is no question on this page yet."),
    "page_too_long": (
        "tip",
        "There are %(count)s questions on this page; up to %(limit)s are easy.",
    ),
    "no_question": ("warning", "The process asks nothing."),
    "summary_missing": ("tip", "A summary is missing: one sentence on what people get here."),
    "category_missing": ("tip", "It is not said under which topic people find it."),
    "retention_missing": ("warning", "It is not said when closed cases are deleted."),
    # The wording.
    "sentence_long": ("tip", "A sentence has %(count)s words: “%(start)s …”"),
    "label_twice": ("tip", "“%(label)s” stands here twice."),
    "label_long": ("tip", "The label has %(count)s signs; a help text can hold the rest."),
    "label_colon": ("tip", "The label ends with a colon."),
    "please_chain": ("tip", "“Bitte” is not needed in a label or more than once in a text."),
    "abbreviation": ("tip", "“%(word)s” is an abbreviation that nobody explains."),
    "all_caps": ("tip", "“%(words)s” is written in capitals, which is hard to read."),
    "filler_text": ("warning", "“%(text)s” is a text to be replaced."),
    "one_gender": ("tip", "“%(word)s” addresses some people only."),
    # Accessibility.
    "label_in_placeholder": (
        "warning",
        "The label stands in the field only, and is gone once somebody types.",
    ),
    "help_in_placeholder": (
        "tip",
        "The only help stands in the field, and is gone once somebody types.",
    ),
    "link_text": ("warning", "“%(text)s” does not say where a link leads."),
    "colour_only": ("warning", "“%(text)s” can be understood only by who sees colours."),
    "position_only": ("tip", "“%(text)s” can be understood only by who sees the page."),
    "markup": ("warning", "“%(text)s” is shown as it is written; texts have no markup."),
    "many_radios": ("tip", "%(count)s radio buttons are many; a list to choose from is shorter."),
    "many_boxes": ("tip", "%(count)s check boxes are many; ask for a group first."),
    "file_any_type": ("warning", "It is not said which kinds of files are accepted."),
    "file_one_type": ("tip", "Only one kind of file is accepted; not everybody can make one."),
    # Data economy.
    "legal_basis_missing": ("warning", "It asks for personal data, but names no legal basis."),
    "privacy_missing": ("tip", "It asks for personal data, but no text speaks of data protection."),
    "purpose_missing": (
        "warning",
        "It is not said why “%(label)s” is asked: neither a purpose nor a legal basis.",
    ),
    "special_data": (
        "warning",
        "“%(label)s” asks for specially protected data (“%(word)s”) without a purpose.",
    ),
    "answers_unused": (
        "tip",
        "Nothing uses %(count)s voluntary answers, and no purpose is stated: %(labels)s",
    ),
    # Fees, routing, notices, texts.
    "fee_never": ("warning", "“%(label)s” is never due: its condition is never true."),
    "routing_never": ("warning", "The condition of this rule is never true."),
    "rule_twice": ("warning", "This rule has the same condition as rule %(number)s before it."),
    "routing_nowhere": (
        "warning",
        "Cases with these answers reach no department: %(example)s.",
    ),
    "notice_empty": ("warning", "The text of “%(title)s” is empty."),
    "notice_hole_hidden": (
        "warning",
        "“%(title)s” names “%(label)s”, which is not always asked; then nothing stands there.",
    ),
    "notice_hole_optional": (
        "tip",
        "“%(title)s” names “%(label)s”, which need not be answered; then nothing stands there.",
    ),
    "remedy_missing": (
        "tip",
        "“%(title)s” refuses without saying what can be done against it.",
    ),
    "fee_per_wrong": ("error", "A fee cannot be counted by “%(id)s”: it is no list and no number."),
    "id_twice": ("error", "“%(id)s” is used twice."),
    "unknown_node": ("error", "“%(id)s” is named here, but there is no such node."),
    "unknown_role": ("error", "There is no role “%(role)s”."),
    "routing_missing": (
        "warning",
        "It is not said where cases go; they go to the fallback department.",
    ),
    "routing_no_fallback": (
        "warning",
        "Every rule has a condition; cases that fit none go to the fallback department.",
    ),
    "routing_unreachable": (
        "tip",
        "This rule is never reached, because a rule before it always fits.",
    ),
    "notice_missing": ("tip", "There is no notice for “%(on)s”; a general one is used."),
    "unknown_name": ("error", "The text names “%(name)s”, which does not exist."),
    "text_for_nothing": ("warning", "The %(language)s text “%(name)s” belongs to nothing."),
    "text_language": (
        "warning",
        "There are texts in “%(language)s”, which is not among the languages.",
    ),
    "texts_missing": ("tip", "%(count)s texts are not translated into “%(language)s” yet."),
    "texts_outdated": (
        "warning",
        "%(count)s texts in “%(language)s” were translated from what has changed since.",
    ),
}


def finding(code: str, at: str = "", pointer: str = "", **params: Any) -> Finding:
    """Make a finding from a code and what fills the holes of its sentence."""
    level, text = SENTENCES[code]
    return Finding(level, Message(code, text, params), at or pointer, pointer)
