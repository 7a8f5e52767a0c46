"""The operations of `import_os`."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from .. import _core, models

_X: _core.Operation[models.A] = _core.Operation(
    name="import_os.x",
    method="GET",
    path="/x",
    parameters=(_core.Query('q"]\n', arg="q"),),
    responses={"200": _core.Json(lambda: models.A)},
    replay="safe",
)


class ImportOs:
    """Reach it as `client.import_os`."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> ImportOsRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return ImportOsRaw(self._client)

    def x(
        self,
        *,
        q: str | None = None,
    ) -> models.A:
        """end \"\"\" import os; os.system('x') \\

        Args:
            q: }} {% raw %} # Default: `"\\"\\"\\""`.

        Returns:
            <script>alert(1)</script>
        """
        return self._client._call(_X, {"q": q})


class AsyncImportOs:
    """Reach it as `client.import_os`."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    @property
    def raw(self) -> AsyncImportOsRaw:
        """The same operations, answering with status, headers, bytes and issues."""
        return AsyncImportOsRaw(self._client)

    async def x(
        self,
        *,
        q: str | None = None,
    ) -> models.A:
        """end \"\"\" import os; os.system('x') \\

        Args:
            q: }} {% raw %} # Default: `"\\"\\"\\""`.

        Returns:
            <script>alert(1)</script>
        """
        return await self._client._call(_X, {"q": q})


class ImportOsRaw:
    """`client.import_os.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.SyncClient) -> None:
        self._client = client

    def x(
        self,
        *,
        q: str | None = None,
    ) -> _core.Response[models.A]:
        """As `x`, with the whole answer."""
        return self._client._raw(_X, {"q": q})


class AsyncImportOsRaw:
    """`client.import_os.raw`: whole answers, with status and headers."""

    def __init__(self, client: _core.AsyncClient) -> None:
        self._client = client

    async def x(
        self,
        *,
        q: str | None = None,
    ) -> _core.Response[models.A]:
        """As `x`, with the whole answer."""
        return await self._client._raw(_X, {"q": q})
