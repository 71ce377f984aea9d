"""axe-core over whatever a page shows now: every rule, every impact."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.conftest import HOME

AXE = HOME / "build" / "node" / "node_modules" / "axe-core" / "axe.min.js"
NEEDS_AXE = pytest.mark.skipif(
    not AXE.exists(), reason="NOT RUN: no axe-core; install Node.js with npm and run sh tests/install.sh"
)
RUN = """async (off) => {
  const rules = {};
  for (const {ruleId, tags} of axe.getRules()) rules[ruleId] = {enabled: !tags.includes("wcag2aaa") && !off.includes(ruleId)};
  const {violations, passes} = await axe.run(document, {rules, resultTypes: ["violations"]});
  return [passes.length, violations.map(({id, impact, nodes}) => [id, impact, nodes.slice(0, 3).map(({html, any, all, none}) =>
    html.slice(0, 160) + "  <- " + [...any, ...all, ...none].map(({message}) => message).join("; "))])];
}"""
"""All rules but those of level AAA: those of WCAG 2.2 that axe leaves off by default, best practices and trials too."""
NOT_OURS = ("p-as-heading",)
"""A trial of axe that takes the name of the site for a heading, because it is large and bold."""
FEWEST_RULES = 10
"""Rules that must have found something to look at: a blank page passes everything."""


def faults(page: Page, *, without: tuple[str, ...] = ()) -> list[str]:
    """What axe-core finds wrong in the page as it is now: rule, impact, and the first elements.

    `without` names rules that mean nothing in the page's look.
    """
    if not page.evaluate("!!window.axe"):
        page.evaluate(f"{AXE.read_text('utf-8')}; 0")
    passed, violations = page.evaluate(RUN, [*NOT_OURS, *without])
    assert passed >= FEWEST_RULES, f"axe found only {passed} rules to apply: is the page empty?"
    return [_line(*violation) for violation in violations]


def _line(rule: str, impact: str, elements: list[Any]) -> str:
    return f"{rule} ({impact}): {json.dumps(elements, ensure_ascii=False)}"
