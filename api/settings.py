"""Settings from the environment, each NAVIGATOR_<NAME>."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from api.embed.partners import origin, read_partners

EXIT_PAGE = "https://www.bbc.co.uk/weather"
"""A harmless page that says nothing of where someone comes from."""


class Settings(BaseSettings):
    """What an operator may set. Everything has a safe default for one process on one machine."""

    model_config = SettingsConfigDict(env_prefix="NAVIGATOR_", frozen=True)

    key: SecretStr | None = Field(
        default=None,
        description="Key for conversation tokens (44 characters of URL-safe base64). Without it a new one is made at "
        "each start: conversations then end with the process, and more than one worker cannot share them.",
    )
    conversation_hours: float = Field(default=24, ge=0.01, le=72, description="How long a conversation may rest.")
    language: str = Field(default="en", description="Locale where nothing else says.")
    store: str = Field(
        default="sqlite://",
        description="Where conversations of channels rest that have only a sender (answers, never words): "
        "sqlite:///file, postgresql+psycopg://..., redis://... Without it they rest in memory and end there.",
    )
    rasa_url: str | None = Field(
        default=None,
        description="A Rasa server that reads needs in people's words, such as http://127.0.0.1:5005. Without it, or "
        "where it does not answer well and at once, the navigator reads them itself. Danger it always reads itself.",
    )
    rasa_token: SecretStr | None = Field(
        default=None,
        description="The secret that Rasa and the navigator know of each other. Without it anyone who reaches "
        "/rasa/actions/webhook may take a turn there, as on /webhooks/rest/webhook.",
    )
    partners: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Sites that may show the widget: their exact origins, parted by blanks, such as "
        "`https://www.example.org https://example.com`. Nobody else can frame it or talk to it from a page.",
    )
    address: str | None = Field(
        default=None,
        description="Our own origin as partners reach it, such as https://help.example.org. Without it the lines on "
        "/embed name the address by which the page was asked for.",
    )
    widget_versions: Path | None = Field(
        default=None,
        description="A folder that keeps every version of the widget that was served, so that pages with an older one "
        "go on working after an upgrade. Without it only the present version is known.",
    )
    exit_page: str = Field(
        default=EXIT_PAGE,
        pattern=r"^https://[!-~]+$",
        description="Where the quick exit of the widget leads: a harmless page.",
    )

    report_to: str | None = Field(
        default=None,
        pattern=r"^[^\s@<>?&,;:%]+@[^\s@<>?&,;:%]+\.[a-z]+$",
        description="Where staff write that something about a service is wrong: an e-mail address that someone reads. "
        "Without it they are told to tell the pathway lead.",
    )

    @field_validator("partners", mode="before")
    @classmethod
    def _origins(cls, given: str | Iterable[str]) -> tuple[str, ...]:
        return read_partners(given) if isinstance(given, str) else tuple(map(origin, given))

    @field_validator("address")
    @classmethod
    def _origin(cls, given: str | None) -> str | None:
        return None if given is None else origin(given)
