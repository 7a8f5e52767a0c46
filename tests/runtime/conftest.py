"""Makes the runtime that ships in every SDK importable as `sdk_under_test._core`.

The files lie in a template folder whose name is no Python name, so a package with a link to them is
made in a temporary folder; tests then import them like any SDK would.
"""

from __future__ import annotations

import atexit
import sys
import tempfile
from pathlib import Path

CORE = Path(__file__).parents[2] / "templates" / "python" / "tree" / "src" / "{package}" / "_core"


def _install() -> None:
    if "sdk_under_test" in sys.modules:
        return
    folder = tempfile.TemporaryDirectory(prefix="specloom-runtime-")
    atexit.register(folder.cleanup)
    package = Path(folder.name) / "sdk_under_test"
    package.mkdir()
    (package / "__init__.py").write_text('"""The runtime, as an SDK contains it."""\n')
    (package / "py.typed").touch()
    (package / "_core").symlink_to(CORE, target_is_directory=True)
    sys.path.insert(0, folder.name)


_install()
