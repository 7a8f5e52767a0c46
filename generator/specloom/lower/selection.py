"""Which operations are offered: all of them, or those that `only` selects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from specloom.config import Config
from specloom.diagnostics import Report
from specloom.ir.api import Offer, Webhook
from specloom.lower.desk import Desk
from specloom.lower.survey import Found
from specloom.lower.wishes import suggestion
from specloom.source import Node

_KINDS = ("tag", "operation", "path")


@dataclass(slots=True)
class _Selector:
    """One `kind=pattern` and what it could have matched."""

    index: int
    kind: str
    pattern: str
    matched: bool = False
    seen: dict[str, None] = field(default_factory=dict)

    def wants(self, texts: Iterable[str]) -> bool:
        found = False
        for text in texts:
            self.seen[text] = None
            found = found or fnmatchcase(text, self.pattern)
        self.matched |= found
        return found


class Selection:
    """The selectors of sdk.yaml or the command line: what one of them matches is offered."""

    def __init__(self, config: Config, report: Report) -> None:
        self._config = config
        self._report = report
        self.is_given = bool(config.only)
        self._selectors = [
            selector for pair in enumerate(config.only) if (selector := self._read(*pair))
        ]

    def _read(self, index: int, text: str) -> _Selector | None:
        kind, mark, pattern = text.partition("=")
        if kind in _KINDS and mark and pattern:
            return _Selector(index, kind, pattern)
        self._report.error(
            "bad-selector",
            at=self._config.place("only", index),
            text=f"'{text}' selects nothing that there is",
            help="Write tag=NAME, operation=NAME or path=/PATH; * stands for any text.",
        )
        return None

    def wants(self, *, path: str, names: Sequence[str], tags: Sequence[str]) -> bool:
        """Whether an operation of this path, these names and tags is offered."""
        texts = {"tag": tags, "operation": names, "path": (path,)}
        # Every selector is asked, so that each one knows whether it matches something.
        asked = [selector.wants(texts[selector.kind]) for selector in self._selectors]
        return not self.is_given or any(asked)

    def wants_webhook(self, key: str) -> bool:
        """Whether a webhook is offered: they have no path, so only a name can select one."""
        asked = [each.wants((key,)) for each in self._selectors if each.kind == "operation"]
        return not self.is_given or any(asked)

    def report_unmatched(self) -> None:
        """Report the selectors that nothing answered to."""
        for selector in self._selectors:
            if not selector.matched:
                text = f"{selector.kind}={selector.pattern}"
                self._report.error(
                    "empty-selector",
                    at=self._config.place("only", selector.index),
                    text=f"nothing in the description matches '{text}'",
                    help=suggestion(selector.pattern, filter(None, selector.seen)),
                )


def offer_of(desk: Desk, found: Iterable[Found], webhooks: Iterable[Webhook]) -> Offer | None:
    """Return the keys of what is offered, None when everything is."""
    selection = Selection(desk.config, desk.report)
    if not selection.is_given:
        return None
    operations = frozenset(
        each.key
        for each in found
        if selection.wants(
            path=each.path,
            names=tuple(filter(None, (each.id, f"{each.method} {each.path}"))),
            tags=tags_of(each.node),
        )
    )
    events = frozenset(each.key for each in webhooks if selection.wants_webhook(each.key))
    selection.report_unmatched()
    return Offer(operations=operations, webhooks=events)


def tags_of(operation: Node) -> tuple[str, ...]:
    """Return the tags of an operation."""
    tags = operation.get("tags")
    if tags is None:
        return ()
    listed = tags.value if isinstance(tags.value, list) else [tags.value]
    return tuple(tag for tag in listed if isinstance(tag, str))
