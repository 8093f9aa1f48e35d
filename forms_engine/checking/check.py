"""Runs all checks, the form first: where it is broken, nothing else can be relied on."""

from collections.abc import Mapping
from typing import Any

from forms_engine.checking.accessible import accessible_findings
from forms_engine.checking.asking import Asking
from forms_engine.checking.compiling import compiling_findings
from forms_engine.checking.consequences import consequence_findings
from forms_engine.checking.delivery import delivery_findings
from forms_engine.checking.economy import economy_findings
from forms_engine.checking.form import META_SCHEMA, form_findings
from forms_engine.checking.letters import letter_findings
from forms_engine.checking.order import order_findings
from forms_engine.checking.plain_words import plain_words_findings
from forms_engine.checking.remembering import Contents
from forms_engine.checking.rules import Judging, rule_findings
from forms_engine.checking.structure import structure_findings
from forms_engine.checking.values import value_findings
from forms_engine.checking.wording import wording_findings
from forms_engine.errors import Finding

__all__ = ["META_SCHEMA", "check"]
_SERIOUS = {"error": 0, "warning": 1, "tip": 2}


def check(definition: Any, *, parameters: Mapping[str, Any] | None = None) -> list[Finding]:
    """
    Return everything that does not fit, the most serious first; an error forbids publishing.

    Takes any JSON value whatsoever, and never raises.

    :param parameters: a city's values, where it is about one; they count for where cases go.
    """
    findings = form_findings(definition)
    if _has_errors(findings):
        return _sorted(findings)
    findings += order_findings(definition)
    if _has_errors(findings):
        return _sorted(findings)
    asking = Asking(definition)
    contents = Contents(definition["nodes"])
    findings += asking.findings()
    findings += value_findings(definition)
    findings += consequence_findings(definition, asking)
    findings += wording_findings(definition)
    findings += structure_findings(definition, asking.placed)
    findings += plain_words_findings(definition, contents)
    findings += accessible_findings(definition, contents)
    findings += economy_findings(definition, asking.placed, contents)
    findings += letter_findings(definition, asking.placed)
    if not _has_errors(findings):
        judging = Judging(definition, asking.placed, contents)
        findings += rule_findings(definition, asking, judging)
        findings += delivery_findings(definition, asking, judging, parameters)
        findings += compiling_findings(definition, contents)
    return _sorted(findings)


def _has_errors(findings: list[Finding]) -> bool:
    return any(each.level == "error" for each in findings)


def _sorted(findings: list[Finding]) -> list[Finding]:
    unique = {(each.code, each.at, each.pointer, str(each)): each for each in findings}
    return sorted(unique.values(), key=lambda each: _SERIOUS[each.level])
