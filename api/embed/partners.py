"""Partner sites by their exact origin: who may frame us and who may talk to us from a page of theirs."""

from __future__ import annotations

import re

from api.headers import HEADERS

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_SITE = re.compile(rf"https://(?:{_LABEL}\.)+[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])(?::(?!443\Z)[1-9][0-9]{{0,4}})?")
_TRIAL = re.compile(r"http://(?:127\.0\.0\.1|localhost)(?::(?!80\Z)[1-9][0-9]{0,4})?")
"""A browser never sends the port that is the default of its scheme."""
_NOBODY = "frame-ancestors 'none'"


def origin(text: str) -> str:
    """The origin as a browser sends it, or ValueError. No wildcard, path or trailing dot; https, or this machine."""
    if _SITE.fullmatch(text) or _TRIAL.fullmatch(text):
        return text
    raise ValueError(
        f"'{text}' is not the origin of a site. Write it as a browser does: https://www.example.org (small letters, "
        "no path, no *, no slash at the end); http only for localhost"
    )


def read_partners(text: str) -> tuple[str, ...]:
    """Origins parted by blanks or commas, each once, or ValueError."""
    return tuple(dict.fromkeys(origin(one) for one in re.split(r"[\s,]+", text) if one))


def framed_policy(partners: tuple[str, ...]) -> str:
    """The Content-Security-Policy of the one page that partners may frame (and our own preview)."""
    policy = HEADERS["Content-Security-Policy"]
    assert _NOBODY in policy, "every other page is framed by nobody"
    return policy.replace(_NOBODY, " ".join(("frame-ancestors 'self'", *partners)))


def framing_policy() -> str:
    """The Content-Security-Policy of the page that shows a preview in a frame."""
    return HEADERS["Content-Security-Policy"] + "; frame-src 'self'"
