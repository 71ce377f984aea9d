"""Styles, scripts and pictures: compressed, and kept by the browser for as long as a visit lasts."""

from __future__ import annotations

from os import PathLike, stat_result
from pathlib import Path

from fastapi.staticfiles import StaticFiles
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Scope

STATIC = Path(__file__).parent / "static"
KEPT_SECONDS = 600
"""A page without JavaScript asks for its styles at every step; a new version is seen after this at the latest."""


class _Kept(StaticFiles):
    def file_response(
        self, full_path: str | PathLike[str], stat_result: stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file, or that it has not changed."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
        return response


def assets() -> ASGIApp:
    """What is served under /static."""
    return GZipMiddleware(_Kept(directory=STATIC), minimum_size=500)
