"""A talk with the real assistant, whose quotes are checked on the way."""

import asyncio

from bot.bootstrap import Passerelle
from bot.conversation.reply import Reply


def ask(passerelle: Passerelle, *messages: str) -> list[Reply]:
    """Give the replies to messages said one after the other; every quote is checked on the way."""

    async def talk() -> list[Reply]:
        replies: list[Reply] = []
        conversation = None
        for message in messages:
            reply = await passerelle.assistant.reply(message, conversation_id=conversation, visitor="v")
            conversation = reply.conversation_id
            replies.append(reply)
        return replies

    replies = asyncio.run(talk())
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
