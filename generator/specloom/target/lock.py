"""Names that were published before, and keep their owners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

LOCK_FILE = "names.lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesLock:
    """Published names by scope and by the identity of what they name."""

    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> NamesLock:
        """Return the lock that a former run left in `folder`; an empty one if there is none."""
        try:
            return cls.parse((folder / LOCK_FILE).read_bytes())
        except OSError:
            return cls()

    @classmethod
    def parse(cls, text: bytes) -> NamesLock:
        """Return the lock that is written as `text`; what is not a lock locks nothing."""
        try:
            body = msgspec.json.decode(text, type=dict[str, dict[str, dict[str, str]]], strict=True)
        except msgspec.DecodeError:
            return cls()
        return cls(names=body.get("names", {}))

    def scope(self, key: str) -> Mapping[str, str]:
        """Return the names of one scope by identity."""
        return self.names.get(key, {})

    def dump(self) -> bytes:
        """Return the lock as text in which one name is one line."""
        body = {
            "names": {
                scope: dict(sorted(self.names[scope].items())) for scope in sorted(self.names)
            }
        }
        return msgspec.json.format(msgspec.json.encode(body), indent=1) + b"\n"
