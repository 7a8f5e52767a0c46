"""House rules: what a careful reviewer would say about a description that is otherwise valid."""

from __future__ import annotations

from difflib import get_close_matches

from specloom.config import Config
from specloom.diagnostics import Report, Severity
from specloom.document import Document
from specloom.rules import components, examples, operations, parameters, schemas
from specloom.rules.rule import Finding, Rule
from specloom.rules.survey import Survey

__all__ = ["Finding", "Rule", "all_rules", "lint"]

_THEMES = (operations, parameters, schemas, examples, components)


def all_rules() -> tuple[Rule, ...]:
    """Return every rule, in the order in which they are checked."""
    return tuple(rule for theme in _THEMES for rule in theme.RULES)


def lint(document: Document, config: Config, report: Report) -> None:
    """Report where `document` breaks a rule that sdk.yaml does not switch off."""
    _check_names(config, report)
    survey = Survey(document)
    for rule in all_rules():
        level = config.rules.get(rule.id, rule.severity.value)
        if level == "off":
            continue
        for finding in rule.check(survey):
            _report(rule, level, finding, report)


def _report(rule: Rule, level: str, finding: Finding, report: Report) -> None:
    if level == Severity.NOTE.value:
        report.note(rule.id, text=finding.text, at=finding.at, help=finding.help)
        return
    say = report.error if level == Severity.ERROR.value else report.warning
    say(rule.id, text=finding.text, at=finding.at, help=finding.help, note=finding.note)


def _check_names(config: Config, report: Report) -> None:
    known = [rule.id for rule in all_rules()]
    for name in config.rules:
        if name not in known:
            close = get_close_matches(name[:60], known, n=1)
            report.error(
                "unknown-rule",
                text=f"there is no rule '{name}'",
                at=config.place("rules", name),
                help=(
                    f"Did you mean '{close[0]}'?" if close else "Run 'specloom explain' for a list."
                ),
            )
