"""What the package offers at its root is what its users need, and nothing private."""

from __future__ import annotations

import pickle
import subprocess
import sys

import altegio
import pytest
from altegio import errors, transports
from sdk_driver import PACKAGE, Sdk, payload


@pytest.mark.parametrize("module", [altegio, errors, transports], ids=lambda one: one.__name__)
def test_every_offered_name_is_there(module: object) -> None:
    for name in module.__all__:  # type: ignore[attr-defined]
        assert getattr(module, name) is not None
        assert name in dir(module)


def test_all_errors_are_of_one_tree_that_has_the_name_of_the_api() -> None:
    assert altegio.AltegioError is errors.AltegioError
    for name in errors.__all__:
        assert issubclass(getattr(errors, name), altegio.AltegioError)
    for kind in (
        errors.ConnectionError,
        errors.TimeoutError,
        errors.DecodeError,
        errors.OutcomeUnknownError,
    ):
        assert not issubclass(kind, errors.ApiError)
    assert issubclass(errors.UnprocessableEntity, errors.ClientError)
    assert issubclass(errors.ServiceUnavailable, errors.ServerError)
    again = pickle.loads(pickle.dumps(errors.NotFound("gone")))
    assert isinstance(again, altegio.AltegioError)


def test_importing_the_package_loads_one_module() -> None:
    program = "import sys; before = set(sys.modules); import altegio; print(*sorted(set(sys.modules) - before))"
    ran = subprocess.run(
        [
            sys.executable,
            "-I",
            "-c",
            f"import sys; sys.path.insert(0, {str(PACKAGE)!r}); {program}",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.split() == ["altegio"]


def test_drift_is_recorded_by_a_name_of_the_root(sdk: Sdk) -> None:
    body = payload("get_appointment.200.one")
    body["data"]["seance_length"] = "an hour"
    sdk.answers(200, body)
    drift = altegio.Drift()
    sdk.run(sdk.make(on_drift=drift).records.get(1, 2))
    (line,) = drift.lines()
    assert '"path":"$.data.seance_length"' in line
    assert "an hour" not in line
