"""The check: what is wrong with the settings, the seeds, the prompts and the index, and what to do."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from bot.data_folder import LOCK
from bot.errors import BotError, ConfigurationFault
from bot.settings import Settings

_EMPTY = "vide : le premier démarrage lira les documents fournis."
_LEANING = re.compile(
    r"(?:Elle|Ils|Elles|Celui-ci|Celle-ci|Ceux-ci|Celles-ci|Ce dernier|Cette dernière|Cela|Ceci|"
    r"Leurs?|Son|Sa|Ses|"
    r"Il(?! (?:faut|existe|est (?:possible|prévu)|s'agit|y a)))\b"
)
"""A sentence that opens so has its subject in another one: quoted alone, it says nothing."""

Level = Literal["fault", "advice", "fine"]


@dataclass(frozen=True)
class Finding:
    """One thing seen: `fault` must be mended, `advice` may be, `fine` is only told."""

    level: Level
    place: str
    text: str


def check_settings(settings: Settings, environment: Mapping[str, str] = os.environ) -> Iterator[Finding]:
    """Look for settings that nothing reads, and for those that need one another."""
    known = {f"BOT_{name.upper()}" for name in Settings.model_fields}
    for name in sorted(environment):
        if name.startswith("BOT_") and name not in known:
            yield Finding(
                "advice", name, "aucun réglage ne porte ce nom ; la liste est dans README, « Settings »."
            )
    if settings.llm_base_url and not settings.llm_model:
        yield Finding("fault", "BOT_LLM_MODEL", "BOT_LLM_BASE_URL est donné : nommez aussi le modèle.")
    if settings.llm_model and not settings.llm_base_url:
        yield Finding("advice", "BOT_LLM_MODEL", "sans BOT_LLM_BASE_URL, aucun modèle n'est appelé.")
    yield Finding("fine", "réglages", "lus.")


def check_seeds(seeds: Path) -> Iterator[Finding]:
    """Read every document of the seeds, and look for sentences that cannot be quoted alone."""
    from bot.documents.reading import read_document, readable_files

    folder = seeds / "documents"
    if not folder.is_dir():
        yield Finding(
            "advice",
            str(folder),
            "dossier absent : rien à lire au premier démarrage. Voir BOT_SEEDS_DIR.",
        )
        return
    read: dict[str, Path] = {}
    for path in readable_files([folder]):
        try:
            document = read_document(path, root=folder)
        except BotError as fault:
            yield Finding("fault", path.name, fault.user_message)
            continue
        twin = read.setdefault(document.id, path)
        if twin != path:
            text = f"l'identifiant « {document.id} » est déjà celui de {twin.name} : changez l'un des deux."
            yield Finding("fault", path.name, text)
        for passage in document.passages:
            for sentence in passage.sentences:
                if path.suffix == ".md" and _LEANING.match(sentence.text):
                    yield Finding(
                        "advice",
                        path.name,
                        f"« {sentence.text[:60]} » ne se comprend pas seule : nommez son sujet.",
                    )
    yield Finding("fine", "documents", f"{len(read)} lus dans {folder}.")


def check_glossary(seeds: Path) -> Iterator[Finding]:
    """Read the glossary as the search will."""
    from bot.retrieval.glossary import Glossary

    try:
        glossary = Glossary.load(seeds / "glossary.yaml")
    except ConfigurationFault as fault:
        yield Finding("fault", "glossary.yaml", fault.user_message)
        return
    size = f"{len(glossary.entries)} notions et {len(glossary.spellings)} graphies."
    yield Finding("fine", "glossaire", size)


def check_catalogue(seeds: Path) -> Iterator[Finding]:
    """Read the catalogue, and look for every quote in the document it is said to come from."""
    from bot.documents.reading import read_document, readable_files
    from bot.matching.catalogue_evidence import evidence_faults
    from bot.matching.catalogue_folder import read_folder

    entries, faults = read_folder(seeds / "catalogue")
    documents = []
    if (seeds / "documents").is_dir():
        for path in readable_files([seeds / "documents"]):
            # A document that cannot be read is told by `check_seeds`.
            with suppress(BotError):
                documents.append(read_document(path, root=seeds / "documents"))
    for fault in sorted([*faults, *evidence_faults(entries, documents)]):
        named = f"« {fault.field} » : " if fault.field else ""
        yield Finding("fault", f"catalogue/{fault.file}, ligne {fault.line}", f"{named}{fault.text}")
    yield Finding("fine", "catalogue", f"{len(entries)} entrées lues.")


def check_prompts(prompts: Path) -> Iterator[Finding]:
    """Parse every template of the prompts, in the sandbox where it will run."""
    from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(
        loader=FileSystemLoader(prompts),
        undefined=StrictUndefined,
        autoescape=False,
    )
    names = [name for name in environment.list_templates() if name.endswith((".j2", ".jinja", ".jinja2"))]
    for name in names:
        try:
            environment.parse(Path(prompts, name).read_text("utf-8"), name)
        except TemplateError as fault:
            line = getattr(fault, "lineno", None)
            yield Finding("fault", f"prompts/{name}", f"ligne {line or '?'} : {fault.message}")
        except UnicodeDecodeError:
            yield Finding("fault", f"prompts/{name}", "ce fichier n'est pas en UTF-8.")
    yield Finding("fine", "gabarits", f"{len(names)} lus.")


def check_data_folder(folder: Path) -> Iterator[Finding]:
    """Tell whether the data folder can be written, and whether a process has it."""
    if not folder.exists():
        yield Finding("fine", "données", f"{folder} n'existe pas encore : `passerelle serve` le créera.")
        return
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        yield Finding(
            "fault",
            "données",
            f"{folder} ne peut être écrit : changez ses droits ou BOT_DATA_DIR.",
        )
        return
    try:
        with FileLock(folder / LOCK, timeout=0):
            yield Finding("fine", "données", f"{folder}, libre.")
    except Timeout:
        yield Finding("fine", "données", f"{folder}, ouvert par un serveur ou une commande.")


def check_index(settings: Settings) -> Iterator[Finding]:
    """Compare what the index holds with what the library keeps; nothing is written."""
    database = settings.data_dir / "passerelle.sqlite3"
    if not settings.database_url and not database.exists():
        yield Finding("fine", "index", _EMPTY)
        return
    from bot.retrieval.index import revision_of
    from bot.retrieval.manifest import Manifest
    from bot.store.database import Database, make_engine, sqlite_url
    from bot.store.library import StoredLibrary

    store = Database(make_engine(settings.database_url or sqlite_url(database)))
    try:
        live = StoredLibrary(store).hashes()
    except BotError as fault:
        yield Finding("fault", "base de données", fault.user_message)
        return
    finally:
        store.close()
    manifests = sorted(settings.data_dir.glob("index/*/manifest.json"))
    if not live and not manifests:
        yield Finding("fine", "index", _EMPTY)
        return
    if len(manifests) > 1:
        yield Finding("advice", "index", "plusieurs index : le prochain démarrage garde celui du modèle.")
    try:
        held = [Manifest(path) for path in manifests]
    except (ValueError, KeyError, TypeError, OSError):
        yield Finding("advice", "index", "manifeste illisible : le prochain démarrage refait l'index.")
        return
    ready = held[-1].ready if held else {}
    missing = [key for key, value in live.items() if revision_of(key, value) not in ready]
    if missing or any(manifest.unsure for manifest in held):
        text = f"incomplet ({len(missing)} document(s) à remettre) : le prochain démarrage s'en charge."
        yield Finding("advice", "index", text)
        return
    yield Finding("fine", "index", f"{len(live)} documents, {sum(ready.values())} passages.")
