"""What was not expected of a document, the exceptions that are listed for it taken into account.

An exception that is not needed any more is as wrong as one that is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .workshop import Made


def about_generating(made: Made, refused: str | None) -> list[str]:
    """Return what was wrong; `refused` is the code of the error that a document is to end with."""
    if made.package is not None:
        return ["it is understood: strike it from the list"] if refused else []
    codes = [error["code"] for error in made.errors]
    if refused not in codes:
        return [f"refused with {codes} instead of {refused}"]
    return [
        f"an error without a place: {error}"
        for error in made.errors
        if not (error["file"] and error["line"] and error["column"])
    ]


def about_calling(verdict: Mapping[str, Any], known: Mapping[str, str]) -> list[str]:
    """Return what was wrong; `known` are operations that fail, each with the reason."""
    complaints = [f"import {one}" for one in verdict["imports"]]
    complaints += [
        f"{one['operation']} ({one['turn']}) {one['kind']}: {one['text']}"
        for one in verdict["failures"]
        if one["operation"] not in known
    ]
    works = known.keys() - {one["operation"] for one in verdict["failures"]}
    complaints += [f"{one} works: strike it from the list" for one in sorted(works)]
    left = verdict["operations"] - verdict["called"] - len(known)
    if not complaints and left:
        complaints.append(f"{left} operations were not called")
    return complaints
