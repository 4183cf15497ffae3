"""A small knowledge base on disk, with its library, index and search, that a test may break and reopen."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from databases import database_url, settings_of
from word_embedder import WordEmbedder

from bot.documents.model import Audience
from bot.opening import open_index
from bot.retrieval.glossary import Glossary
from bot.retrieval.index import Index
from bot.retrieval.ingestion import Ingestion, IngestReport
from bot.retrieval.ranking import Ranker
from bot.retrieval.search import Search
from bot.retrieval.vectors import Embedder
from bot.settings import Settings
from bot.store.database import open_database
from bot.store.library import StoredLibrary

SHEETS = {
    "fournil": "Le fournil de Figeac cuit le pain au feu de bois. Le boulanger livre la mairie chaque matin.",
    "tannerie": "La tannerie de Millau prépare les peaux d'agneau. Elle emploie douze artisans gantiers.",
    "verger": "Le verger de Moissac récolte le chasselas. La coopérative expédie le raisin en septembre.",
}
QUESTIONS = (
    "Qui cuit le pain à Figeac ?",
    "Combien d'artisans gantiers à Millau ?",
    "Quand expédie-t-on le raisin ?",
    "le boulanger et la coopérative",
)


@dataclass(frozen=True)
class Bench:
    """The open parts."""

    library: StoredLibrary
    index: Index
    search: Search
    ingestion: Ingestion

    def found(self, question: str, audience: Audience = "public") -> list[str]:
        return [hit.passage.text for hit in self.search.search(question, audience=audience)]

    def answers(self) -> list[list[str]]:
        """Give what every question of QUESTIONS finds, best first."""
        return [self.found(question) for question in QUESTIONS]


@dataclass(frozen=True)
class Workshop:
    """A folder of sheets and a data folder."""

    folder: Path

    @property
    def sheets(self) -> Path:
        return self.folder / "fiches"

    @property
    def settings(self) -> Settings:
        return settings_of(self.folder / "data", seeds_dir=self.folder / "seeds")

    def write(self, name: str, body: str, audience: Audience = "public", document_id: str = "") -> Path:
        self.sheets.mkdir(parents=True, exist_ok=True)
        path = self.sheets / f"{name}.md"
        title = f"Fiche {name}"
        head = f"id: {document_id or name}\ntitle: {title}\nkind: fiche\naudience: {audience}"
        path.write_text(f"---\n{head}\n---\n{body}\n", "utf-8")
        return path

    def write_all(self) -> None:
        for name, body in SHEETS.items():
            self.write(name, body)

    @contextmanager
    def open(self, glossary: Glossary | None = None, embedder: Embedder | None = None) -> Iterator[Bench]:
        """Open the parts as a start does: the index is opened, then repaired."""
        data = self.settings.data_dir
        data.mkdir(parents=True, exist_ok=True)
        embedder = embedder or WordEmbedder()
        with closing(open_database(database_url(data))) as database:
            library = StoredLibrary(database)
            with closing(open_index(self.settings, embedder, library.hashes)) as index:
                search = Search(index, library, embedder, glossary or Glossary(), Ranker.fitted())
                ingestion = Ingestion(library, index, search.refresh)
                ingestion.repair()
                yield Bench(library, index, search, ingestion)

    def ingest(self, *, prune: bool = False, paths: Sequence[Path] = ()) -> IngestReport:
        with self.open() as bench:
            return bench.ingestion.ingest(paths or [self.sheets], prune=prune)
