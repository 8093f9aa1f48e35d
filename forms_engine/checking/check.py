"""Runs all checks, the form first: where it is broken, nothing else can be relied on."""

from typing import Any

from forms_engine.checking.asking import Asking
from forms_engine.checking.consequences import consequence_findings
from forms_engine.checking.form import META_SCHEMA, form_findings
from forms_engine.checking.messages import finding
from forms_engine.checking.order import order_findings
from forms_engine.checking.values import value_findings
from forms_engine.checking.wording import wording_findings
from forms_engine.compiling import compile_definition
from forms_engine.errors import Finding, NotCompilable

__all__ = ["META_SCHEMA", "check"]
_SERIOUS = {"error": 0, "warning": 1, "tip": 2}


def check(definition: Any) -> list[Finding]:
    """
    Return everything that does not fit, the most serious first; an error forbids publishing.

    Takes any JSON value whatsoever, and never raises.
    """
    findings = form_findings(definition)
    if _has_errors(findings):
        return _sorted(findings)
    findings += order_findings(definition)
    if _has_errors(findings):
        return _sorted(findings)
    asking = Asking(definition)
    findings += asking.findings()
    findings += value_findings(definition)
    findings += consequence_findings(definition, asking)
    findings += wording_findings(definition)
    if not _has_errors(findings):
        try:
            compile_definition(definition, parameters={})
        except NotCompilable as wrong:
            findings.append(finding("not_compilable", reason=str(wrong)[:200]))
    return _sorted(findings)


def _has_errors(findings: list[Finding]) -> bool:
    return any(each.level == "error" for each in findings)


def _sorted(findings: list[Finding]) -> list[Finding]:
    unique = {(each.code, each.at, each.pointer, str(each)): each for each in findings}
    return sorted(unique.values(), key=lambda each: _SERIOUS[each.level])
