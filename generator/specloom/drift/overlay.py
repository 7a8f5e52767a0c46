"""The overlay as a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

from specloom.drift.widening import Action

_HEAD = """\
# Made by `specloom drift` from what answers were seen to be. Read it before you apply it: an answer
# may be wrong, and not the description.
"""


def join(existing: Any, actions: Sequence[Action]) -> list[Action] | None:
    """Return the actions of an overlay that is there and those that are new; None if it is no overlay."""
    if not isinstance(existing, dict) or "overlay" not in existing:
        return None
    old = existing.get("actions")
    if not isinstance(old, list):
        return None
    known = [_meaning(each) for each in old]
    return [*old, *(each for each in actions if _meaning(each) not in known)]


def write(actions: Sequence[Action], title: str) -> str:
    """Return an OpenAPI Overlay 1.0 document."""
    document = {
        "overlay": "1.0.0",
        "info": {"title": f"What {title} answers", "version": "1.0.0"},
        "actions": list(actions),
    }
    return _HEAD + yaml.dump(
        document,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=100,
    )


class _Dumper(yaml.SafeDumper):
    """Writes equal values twice instead of inventing anchors for them."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.SequenceNode:
    is_short = all(isinstance(each, str | int) for each in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=is_short)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    # What looks like a number to YAML 1.2 is not always one to the library, which would not quote it.
    style = '"' if text[:1] in set("0123456789.+-") else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(list, _list)
_Dumper.add_representer(str, _text)


def _meaning(action: Any) -> Any:
    """Return an action without its reasons, which tell of counts."""
    if not isinstance(action, dict):
        return action
    return {key: value for key, value in action.items() if key != "description"}
