"""The bodies of the conversation routes, with examples."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

MOST_LETTERS = 5_000
Name = Annotated[str, Field(max_length=60)]


class Strict(BaseModel):
    """Unknown keys and other types are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Start(Strict):
    """A new conversation."""

    audience: Literal["parent", "partner", "professional"] = "parent"
    locale: Annotated[str | None, Field(max_length=40, examples=["pl"])] = None


class Choice(Strict):
    """A tap: a value, or several where the question takes several."""

    slot: Annotated[Name, Field(examples=["area"])]
    value: Annotated[Name | None, Field(examples=["norwich"])] = None
    values: Annotated[list[Name] | None, Field(max_length=30)] = None

    @model_validator(mode="after")
    def _one_of_the_two(self) -> Choice:
        if (self.value is None) == (self.values is None):
            raise ValueError("give either 'value' or 'values'")
        return self

    @property
    def chosen(self) -> tuple[str, ...]:
        """The values."""
        return (self.value,) if self.value is not None else tuple(self.values or ())


class TurnIn(Strict):
    """A turn: words, or a tap, or a move. Exactly one of `say`, `choose` and `go`."""

    conversation: Annotated[str, Field(max_length=8_000)]
    say: Annotated[str | None, Field(max_length=MOST_LETTERS, examples=["I am 28 weeks pregnant and so anxious"])] = (
        None
    )
    choose: Choice | None = None
    go: Annotated[
        Literal["back", "restart", "change", "add", "why", "why_not", "none", "someone_else", "person"] | None,
        Field(examples=["back"]),
    ] = None
    slot: Annotated[Name | None, Field(description="With `change`: which answer.")] = None
    locale: Annotated[str | None, Field(max_length=40, description="Goes on in this language.")] = None

    @model_validator(mode="after")
    def _exactly_one(self) -> TurnIn:
        if sum(one is not None for one in (self.say, self.choose, self.go)) != 1:
            raise ValueError("give exactly one of 'say', 'choose' and 'go'")
        return self


class RouteIn(Strict):
    """A whole set of answers."""

    answers: Annotated[
        dict[Name, str | list[str]],
        Field(
            max_length=20,
            examples=[
                {
                    "who": "father_or_co_parent",
                    "stage": "baby_under_1",
                    "need": ["low_mood"],
                    "level": "struggling",
                    "area": "norwich",
                }
            ],
        ),
    ]
    locale: Annotated[str | None, Field(max_length=40)] = None
    explain: bool = False


class Reply(BaseModel):
    """What to show: messages in order, then the question or the outcome; `urgent` always."""

    model_config = ConfigDict(extra="allow")

    messages: list[dict[str, Any]]
    question: dict[str, Any] | None
    understood: dict[str, str | list[str]]
    outcome: dict[str, Any] | None
    urgent: dict[str, Any]


class TurnOut(BaseModel):
    """The conversation to send with the next turn, and the reply."""

    conversation: str
    reply: Reply


class ShownOut(BaseModel):
    """A service of an outcome."""

    id: str
    place: Literal["first", "also", "meanwhile", "universal"]
    rule: str
    why: str


class RouteOut(BaseModel):
    """The outcome (`done`), or the question that still matters (`ask`)."""

    model_config = ConfigDict(extra="allow")

    done: bool
    ask: str | None
    urgent: dict[str, Any]
    emergency: bool
    services: list[ShownOut]


class ProblemOut(BaseModel):
    """A refusal. `urgent` is in every one."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    urgent: dict[str, Any]
