"""A talk with the real assistant, whose quotes are checked on the way."""

import asyncio

from bot.bootstrap import Passerelle
from bot.conversation.reply import Answering, Reply


def converse(speaking: Answering, *messages: str, visitor: str = "jeanne") -> list[Reply]:
    """Give the replies to messages said one after the other by one visitor."""

    async def talk() -> list[Reply]:
        conversation, replies = None, []
        for message in messages:
            reply = await speaking.reply(message, conversation_id=conversation, visitor=visitor)
            conversation = reply.conversation_id
            replies.append(reply)
        return replies

    return asyncio.run(talk())


def ask(passerelle: Passerelle, *messages: str) -> list[Reply]:
    """Give the replies to messages said one after the other; every quote is checked on the way."""
    replies = converse(passerelle.assistant, *messages, visitor="v")
    for reply in replies:
        assert_quotes_are_read_in_the_documents(passerelle, reply)
    return replies


def assert_quotes_are_read_in_the_documents(passerelle: Passerelle, reply: Reply) -> None:
    for citation in reply.citations:
        document = passerelle.library.document(citation.document_id)
        assert document is not None
        passages = {passage.id: passage.text for passage in document.passages}
        assert citation.quote in passages[citation.passage_id] == citation.passage
        assert f"[{citation.number}]" in reply.answer
