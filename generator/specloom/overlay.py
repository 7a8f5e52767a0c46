"""OpenAPI Overlay 1.0: changes to a description that live beside it.

Of 1.1 we take what 1.0 left open: lists are joined, and single values can be targets.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from specloom import jsonpath, jsonpath_reader, spelling
from specloom.diagnostics import Report
from specloom.editing import Editor
from specloom.source import Node, Source

_VERSION = re.compile(r"1\.[01](?:\.\d+)?\Z")
_KEYS = ("overlay", "info", "extends", "actions")
_ACTION_KEYS = ("target", "description", "update", "remove", "copy")


def apply(
    changes: Source, root: Callable[[], Node], follow: Callable[[Node], Node], report: Report
) -> None:
    """Change the description as the overlay `changes` says.

    `root` gives the description as it is now, `follow` goes through references without a word.
    An action that cannot be read is an error; one that selects nothing, a warning.
    """
    top = changes.root
    version = top.get("overlay")
    if version is None or not _VERSION.match(top.text("overlay")):
        report.error(
            "not-an-overlay",
            text="this is no OpenAPI Overlay: 'overlay: 1.0.0' is missing or another version",
            at=version or top,
            help="An overlay begins with 'overlay: 1.0.0', 'info:' and 'actions:'.",
        )
        return
    _check_keys(top, _KEYS, "an overlay", report)
    actions = top.get("actions")
    if actions is None or not actions.is_list:
        report.error(
            "not-an-overlay", text="an overlay needs a list of 'actions'", at=actions or top
        )
        return
    editor = Editor()
    for action in actions.elements():
        if not action.is_map:
            report.error("bad-action", text="an action is an object with a 'target'", at=action)
            continue
        if _check_keys(action, _ACTION_KEYS, "an action", report):
            continue
        targets = _targets(action, "target", root(), follow, report)
        if targets is not None:
            _act(action, targets, editor, root, follow, report)


def _act(
    action: Node,
    targets: list[Node],
    editor: Editor,
    root: Callable[[], Node],
    follow: Callable[[Node], Node],
    report: Report,
) -> None:
    update, copy = action.get("update"), action.get("copy")
    if not targets:
        report.warning(
            "overlay-selects-nothing",
            text=f"nothing in the description matches '{action.text('target')}'",
            at=action["target"],
            help="Correct the target, or remove the action if the description was fixed.",
        )
    elif action.flag("remove"):
        for target in reversed(targets):
            if target.parent is None:
                report.error(
                    "bad-action", text="the document itself cannot be removed", at=action["target"]
                )
            else:
                editor.remove(target)
    elif update is not None:
        for target in targets:
            editor.merge(target, update)
    elif copy is not None:
        origins = _targets(action, "copy", root(), follow, report)
        if origins is not None and len(origins) == 1:
            for target in targets:
                editor.merge(target, origins[0])
        elif origins is not None:
            report.error("bad-action", text="'copy' must select exactly one value", at=copy)
    else:
        report.warning(
            "overlay-does-nothing",
            text="the action has neither 'update' nor 'remove: true'",
            at=action,
            help="Say what should change, or remove the action.",
        )


def _targets(
    action: Node, key: str, root: Node, follow: Callable[[Node], Node], report: Report
) -> list[Node] | None:
    target = action.get(key)
    if target is None or type(target.value) is not str:
        report.error(
            "bad-action", text=f"an action needs a '{key}' in JSONPath", at=target or action
        )
        return None
    try:
        return jsonpath.select(jsonpath_reader.parse(target.value), root, follow)
    except jsonpath.BadPathError as error:
        rest: Any = target.value[error.offset : error.offset + 30]
        report.error(
            "bad-target",
            text=f"{error}: '{rest}'" if rest else f"{error}: the path ends too early",
            at=target,
            help="Write it like $.paths['/pets'].get.parameters[?@.name == 'limit'].",
        )
        return None


def _check_keys(node: Node, known: tuple[str, ...], thing: str, report: Report) -> bool:
    """Report keys that do not belong; return whether one of them is a slip of another."""
    has_slip = False
    for key, child in node.items():
        if key in known or key.startswith("x-"):
            continue
        meant = spelling.nearest(key, known)
        has_slip = has_slip or meant is not None
        say = report.error if meant else report.warning
        say(
            "misspelt-key" if meant else "unknown-key",
            text=f"'{key}' is no key of {thing}; it would be ignored",
            at=child.at_key,
            help=f"Did you mean '{meant}'?" if meant else "Remove it.",
        )
    return has_slip
