"""Settings from the environment, each NAVIGATOR_<NAME>."""

from __future__ import annotations

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


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
        "sqlite:///file, postgresql+psycopg://..., redis://... Without it they rest in memory and end with the process.",
    )
