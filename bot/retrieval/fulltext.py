"""The full-text half of the index: Tantivy, which also keeps each passage and its token matrix.

Tantivy's document store is a memory-mapped file, so the token matrices cost no memory of ours and
are committed in the very transaction that makes the passage findable.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import tantivy

from bot.documents.model import Audience, Passage, Sentence
from bot.errors import IndexUnavailable
from bot.retrieval.token_matrix import TokenMatrix
from bot.retrieval.words import content_words, stems_of, words

_FIELDS = ("title", "heading", "text")
_HEAP = 32_000_000


@dataclass(frozen=True)
class Entry:
    """A passage as it stands in the index. `row` is unique; `revision` is its document's version."""

    row: str
    revision: str
    audience: Audience
    title: str
    passage: Passage
    matrix: TokenMatrix

    @cached_property
    def sentence_stems(self) -> tuple[frozenset[str], ...]:
        """The stems of each sentence's content words."""
        return tuple(stems_of(sentence.text) for sentence in self.passage.sentences)

    @cached_property
    def prepared(self) -> dict[str, str]:
        """What is indexed of each field: the stems of its content words, and every folded word of all."""
        title, heading, text = self.title, self.passage.heading, self.passage.text
        forms = {word.form for word in words(f"{title} {heading} {text}")}
        stems = (" ".join(word.stem for word in content_words(part)) for part in (title, heading, text))
        return {**dict(zip(_FIELDS, stems, strict=True)), "forms": " ".join(sorted(forms))}

    @cached_property
    def title_stems(self) -> frozenset[str]:
        """The stems of the title and the heading."""
        return stems_of(f"{self.title} {self.passage.heading}")

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the title, the heading and every sentence."""
        return self.title_stems.union(*self.sentence_stems)


class WritingFault(OSError, ValueError):
    """What was to be written to the folder was not: it takes no more, is damaged, or has another writer."""


class FullText:
    """Finds passages by their words. One writer at a time, of whichever process: it is opened by what is
    queued, and kept until `rest`. Readers see the last commit only."""

    def __init__(self, folder: Path, *, with_entries: bool = True) -> None:
        """Open the folder, or make it; without entries, passages are found but not kept.

        Raises ValueError when what the folder holds is damaged.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._schema = _schema()
        self._with_entries = with_entries
        with _panics():
            self._index = tantivy.Index(self._schema, path=str(folder), reuse=True)
            self._index.register_tokenizer("prepared", _prepared())
            self._index.config_reader(reload_policy="manual")
            self._writer: tantivy.IndexWriter | None = None
            self._index.reload()
            self._searcher = self._index.searcher()
        self._fetch = lru_cache(maxsize=2048)(self._read)

    def add(self, entries: Iterable[Entry]) -> None:
        """Queue passages; they are found after `commit`. Raises WritingFault."""
        for entry in entries:
            document = tantivy.Document()
            document.add_text("row", entry.row)
            document.add_text("revision", entry.revision)
            for field, prepared in entry.prepared.items():
                document.add_text(field, prepared)
            if self._with_entries:
                document.add_bytes("stored", _to_json(entry).encode())
                document.add_bytes("matrix", entry.matrix.to_bytes())
            with self._writing():
                self._opened().add_document(document)

    def remove(self, revision: str) -> None:
        """Queue the removal of a document's version. Raises WritingFault."""
        with self._writing():
            self._opened().delete_documents_by_term("revision", revision)

    def commit(self) -> None:
        """Make what was queued durable and visible. Raises WritingFault: nothing that was queued is kept."""
        with self._writing():
            self._opened().commit()
        self.reload()

    def reload(self) -> None:
        """See the last commit, of whichever process."""
        self._index.reload()
        self._searcher = self._index.searcher()
        self._fetch.cache_clear()

    def rest(self) -> None:
        """Let go of the folder's write lock, once merges under way have ended; what is queued is dropped."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None

    @property
    def size(self) -> int:
        """Number of passages."""
        return int(self._searcher.num_docs)

    def search(
        self, terms: Mapping[str, float], boosts: Mapping[str, float], k: int
    ) -> list[tuple[str, float]]:
        """Give the rows of the `k` best passages by BM25, with their scores.

        `terms` maps stems to weights and `boosts` fields to weights. Raises IndexUnavailable.
        """
        clauses = [
            (tantivy.Occur.Should, self._term(field, term, weight * boosts[field]))
            for term, weight in terms.items()
            for field in _FIELDS
        ]
        if not clauses:
            return []
        searcher = self._searcher
        try:
            hits = searcher.search(tantivy.Query.boolean_query(clauses), k).hits
            return [(str(searcher.doc(address).get_first("row")), float(score)) for score, address in hits]
        except ValueError as fault:
            raise IndexUnavailable("La recherche plein texte ne répond pas pour le moment.") from fault

    def entry(self, row: str) -> Entry | None:
        """Give a passage with its vectors, or None when it has gone."""
        return self._fetch(row)

    def document_frequency(self, term: str) -> int:
        """Give the number of passages whose text holds a stem."""
        return int(self._searcher.doc_freq("text", term))

    def vocabulary(self) -> list[str]:
        """Give every folded word of the passages."""
        # The filter leaves out the words that only removed passages still hold.
        present = tantivy.Query.all_query()
        return [term for term, _ in self._searcher.terms_with_prefix("forms", "", filter_query=present)]

    def _opened(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(_HEAP, 1)
        return self._writer

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with _panics():
                yield
        except ValueError as fault:
            # A writer that failed once writes nothing more: the next one begins at the last commit.
            self._writer = None
            raise WritingFault(str(fault)) from fault

    def _term(self, field: str, term: str, weight: float) -> tantivy.Query:
        return tantivy.Query.boost_query(
            tantivy.Query.term_query(self._schema, field, term, index_option="freq"), weight
        )

    def _read(self, row: str) -> Entry | None:
        searcher = self._searcher
        hits = searcher.search(tantivy.Query.term_query(self._schema, "row", row, "basic"), 1).hits
        if not hits:
            return None
        document = searcher.doc(hits[0][1])
        stored, matrix = document.get_first("stored"), document.get_first("matrix")
        return _from_json(bytes(stored or b""), bytes(matrix or b""))


@contextmanager
def _panics() -> Iterator[None]:
    """Turn a panic of Tantivy, which a file cut short can cause, into the ValueError of its other faults."""
    try:
        yield
    except BaseException as fault:
        # pyo3 puts its class outside Exception and gives no way to import it.
        if type(fault).__name__ == "PanicException":
            raise ValueError(str(fault)) from fault
        raise


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("row", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("revision", tokenizer_name="raw", index_option="basic")
    for field in _FIELDS:
        builder.add_text_field(field, tokenizer_name="prepared", index_option="freq")
    builder.add_text_field("forms", tokenizer_name="prepared", index_option="basic")
    builder.add_bytes_field("stored", stored=True, indexed=False)
    builder.add_bytes_field("matrix", stored=True, indexed=False)
    return builder.build()


def _prepared() -> tantivy.TextAnalyzer:
    """Split at spaces only: the stems are made by `words`, so that both sides are cut alike."""
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()


def _to_json(entry: Entry) -> str:
    passage = entry.passage
    return json.dumps(
        {
            "row": entry.row,
            "revision": entry.revision,
            "audience": entry.audience,
            "title": entry.title,
            "id": passage.id,
            "document_id": passage.document_id,
            "position": passage.position,
            "heading": passage.heading,
            "text": passage.text,
            "start": passage.start,
            "sentences": [[sentence.start, sentence.end] for sentence in passage.sentences],
        },
        ensure_ascii=False,
    )


def _from_json(stored: bytes, matrix: bytes) -> Entry:
    raw = json.loads(stored)
    text = raw["text"]
    passage = Passage(
        id=raw["id"],
        document_id=raw["document_id"],
        position=raw["position"],
        heading=raw["heading"],
        text=text,
        start=raw["start"],
        end=raw["start"] + len(text),
        sentences=tuple(Sentence(text[start:end], start, end) for start, end in raw["sentences"]),
    )
    return Entry(
        raw["row"], raw["revision"], raw["audience"], raw["title"], passage, TokenMatrix.from_bytes(matrix)
    )
