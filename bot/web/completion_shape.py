"""The shapes of the OpenAI-compatible API: what a client sends, and what it gets."""

import re
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from bot.conversation.reply import Reply
from bot.web.cleaning import clean
from bot.web.messages import MESSAGE_TOO_LONG, NO_USER_MESSAGE, ONE_CHOICE, TEXT_ONLY
from bot.web.told import marks, told

MODEL: Final = "passerelle"
LONGEST: Final = 2000
_WORDS = re.compile(r"\w+|[^\w\s]")


def _text_of(content: Any) -> Any:
    """Give the text of a content, whether whole or in parts; only text is understood."""
    if content is None:
        return ""
    if not isinstance(content, list):
        return content
    found = [part.get("text") for part in content if isinstance(part, dict)]
    texts = [text for text in found if isinstance(text, str)]
    if len(texts) < len(content):
        raise PydanticCustomError("passerelle_content", TEXT_ONLY)
    return "\n".join(texts)


class GivenMessage(BaseModel):
    """One message of the conversation that the client keeps."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"] = Field(examples=["user"])
    content: Annotated[
        str,
        BeforeValidator(_text_of, json_schema_input_type=str | list[dict[str, Any]] | None),
    ] = Field(default="", description="Le texte, entier ou en parties `{type: text}`.")


class StreamOptions(BaseModel):
    """What to add to a stream."""

    include_usage: bool = False


class GivenCompletion(BaseModel):
    """A conversation to go on with. What OpenAI's API admits beside these fields is read and ignored."""

    model: str = Field(max_length=200, examples=[MODEL])
    messages: list[GivenMessage] = Field(min_length=1, max_length=500)
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    n: int | None = Field(default=1, ge=1)

    @model_validator(mode="after")
    def _answerable(self) -> "GivenCompletion":
        said = self.said
        if self.messages[-1].role != "user" or not said or not said[-1]:
            raise PydanticCustomError("passerelle_messages", NO_USER_MESSAGE)
        if any(len(text) > LONGEST for text in said):
            raise PydanticCustomError("passerelle_messages", MESSAGE_TOO_LONG)
        if (self.n or 1) > 1:
            raise PydanticCustomError("passerelle_n", ONE_CHOICE)
        return self

    @property
    def said(self) -> list[str]:
        """What the visitor said, oldest first: the only turns that are believed."""
        return [clean(message.content) for message in self.messages if message.role == "user"]

    @property
    def before(self) -> list[str]:
        """Everything said before the last message by either side: what a conversation is known by."""
        return [
            f"{message.role}:{clean(message.content)}"
            for message in self.messages[:-1]
            if message.role in ("user", "assistant")
        ]


class _Given(BaseModel):
    model_config = ConfigDict(frozen=True)


class UrlCitation(_Given):
    """The source of a marker: its place in the text, in characters, and its address."""

    start_index: int
    end_index: int
    title: str
    url: str = Field(examples=["https://aide.cci.fr/sources/occitanie-mission-californie#p3"])
    quote: str = Field(description="Sous-chaîne exacte du passage cité.")


class Annotation(_Given):
    """A marker `[n]` of the text."""

    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitation


class SaidMessage(_Given):
    """The assistant's message."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None
    annotations: list[Annotation]


class Choice(_Given):
    """The one answer."""

    index: int = 0
    message: SaidMessage
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


class Usage(_Given):
    """How much was read and written, counted in words and signs: no model's tokens are spent."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class Completion(_Given):
    """An answer in the shape of `chat.completion`."""

    id: str = Field(description="`chatcmpl-` suivi du `message_id`, pour `POST /api/v1/feedback`.")
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str
    choices: list[Choice]
    usage: Usage


class Model(_Given):
    """A model of this service."""

    id: str = Field(examples=[MODEL])
    object: Literal["model"] = "model"
    created: int
    owned_by: str = Field(examples=["passerelle"])


class Models(_Given):
    """The models of this service."""

    object: Literal["list"] = "list"
    data: list[Model]


def annotations_of(reply: Reply, text: str, site: str) -> list[Annotation]:
    """Give the annotations of a text: one a marker, each leading to the passage at this site."""
    return [
        Annotation(
            url_citation=UrlCitation(
                start_index=mark.start,
                end_index=mark.end,
                title=mark.citation.title,
                url=site + mark.citation.href,
                quote=mark.citation.quote,
            )
        )
        for mark in marks(text, reply.citations)
    ]


def completion_of(reply: Reply, given: GivenCompletion, created: int, site: str) -> Completion:
    """Give a reply in the shape of `chat.completion`."""
    text = told(reply)
    message = SaidMessage(content=text, annotations=annotations_of(reply, text, site))
    return Completion(
        id=f"chatcmpl-{reply.message_id}",
        created=created,
        model=given.model,
        choices=[Choice(message=message)],
        usage=usage_of(given, text),
    )


def usage_of(given: GivenCompletion, text: str) -> Usage:
    """Count what was read and written."""
    read = sum(counted(message.content) for message in given.messages)
    written = counted(text)
    return Usage(prompt_tokens=read, completion_tokens=written, total_tokens=read + written)


def counted(text: str) -> int:
    """Count the words and signs of a text.

    >>> counted("Qui aide à Figeac ?")
    5
    """
    return len(_WORDS.findall(text))
