"""What the package is made of: no way to run what was read, and no licence that forbids giving it on."""

import ast
import re
from collections.abc import Callable, Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "bot").rglob("*.py"))
PICKLES = ("pickle", "cPickle", "_pickle", "dill", "cloudpickle", "joblib", "shelve", "marshal", "jsonpickle")
LOADERS = (
    "langchain.hub",
    "langchain_classic.hub",
    "langchain_community",
    "langchain_experimental",
    "langchain_core.load",
    "langsmith.client",
    "chromadb.server",
    "chromadb.app",
    "chromadb.cli",
)
"""What fetches or revives code of others: prompt hubs, community loaders, LangChain's own unpickling, and
Chroma's Python server, which loads what a collection's configuration names."""
BUILTINS = frozenset({"eval", "exec", "compile", "__import__", "breakpoint"})
CALLS = frozenset(
    {"os.system", "os.popen", "torch.load", "pd.read_pickle", "pandas.read_pickle", "runpy.run_path"}
)
FREE = re.compile(
    r"\b(MIT|BSD|0BSD|Apache|ISC|PSF|Python Software Foundation|Unlicense|Zlib|CC0|CNRI|BSL|Boost|"
    r"MPL|Mozilla Public License 2)",
    re.IGNORECASE,
)
"""What may be given on with a package under the MIT licence; MPL asks for its own files only."""
USED_AS_IT_IS = {"psycopg": "LGPL", "python-stdnum": "LGPL"}
"""Libraries that their users must be able to replace: they are installed apart, as they were published."""
TOLD_ELSEWHERE = {"axe-playwright-python": "MIT"}
"""Without a word on it in their metadata; read in their licence file."""
SAFE_YAML = frozenset({"SafeLoader", "CSafeLoader", "BaseLoader", "CBaseLoader"})
TRUE_FORBIDDEN = frozenset({"trust_remote_code", "allow_pickle", "shell", "allow_dangerous_deserialization"})


def dangers(source: str) -> Iterator[str]:
    """Give what a source holds that could run what it reads, with its line."""
    for node in ast.walk(ast.parse(source)):
        for fault in [*_imports(node), *_calls(node)]:
            yield f"{getattr(node, 'lineno', 0)}: {fault}"


def _imports(node: ast.AST) -> Iterator[str]:
    names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
    if isinstance(node, ast.ImportFrom) and node.module:
        names = [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
    for name in names:
        if name.split(".")[0] in PICKLES or any(f"{name}.".startswith(f"{one}.") for one in LOADERS):
            yield name


def _calls(node: ast.AST) -> Iterator[str]:
    if not isinstance(node, ast.Call):
        return
    called = ast.unparse(node.func)
    if called in BUILTINS or called in CALLS or called.split(".")[0] == "builtins":
        yield called
    if called in {"yaml.load", "yaml.load_all"} and not SAFE_YAML & {
        ast.unparse(one).rpartition(".")[2] for one in [*node.args[1:], *(key.value for key in node.keywords)]
    }:
        yield called
    if called.startswith("yaml.") and re.search(r"unsafe|full_load", called):
        yield called
    for keyword in node.keywords:
        if keyword.arg in TRUE_FORBIDDEN and not (
            isinstance(keyword.value, ast.Constant) and keyword.value.value is False
        ):
            yield f"{keyword.arg}={ast.unparse(keyword.value)}"


def test_nothing_of_ours_can_run_what_it_reads(record_property: Callable[[str, object], None]) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{fault}" for path in MODULES for fault in dangers(path.read_text("utf-8"))
    ]
    record_property("figure", f"0 in {len(MODULES)} modules")
    assert found == []


@pytest.mark.parametrize(
    "planted",
    [
        "import pickle",
        "def later():\n    from joblib import load",
        "from langchain_community.document_loaders import WebBaseLoader",
        "from langchain import hub",
        "from langchain_core.load import loads",
        "import chromadb.server.fastapi",
        "from chromadb import server",
        "model = SentenceTransformer(name, trust_remote_code=True)",
        "model = SentenceTransformer(name, trust_remote_code=wanted)",
        "np.load(path, allow_pickle=True)",
        "subprocess.run(line, shell=True)",
        "os.system(line)",
        "total = eval(formula)",
        "exec(text)",
        "builtins.exec(text)",
        "yaml.load(text)",
        "yaml.load(text, Loader=yaml.Loader)",
        "yaml.load(text, yaml.UnsafeLoader)",
        "yaml.unsafe_load(text)",
        "yaml.full_load(text)",
        "torch.load(path)",
    ],
)
def test_each_way_to_run_what_is_read_would_be_seen(planted: str) -> None:
    assert list(dangers(planted)) != []


@pytest.mark.parametrize(
    "harmless",
    [
        "model.eval()",
        "re.compile(pattern)",
        "yaml.safe_load(text)",
        "yaml.load(text, yaml.BaseLoader)",
        "SentenceTransformer(name, trust_remote_code=False)",
        "from langchain_core.documents import Document",
        "import chromadb",
        "subprocess.run([sys.executable], check=True)",
    ],
)
def test_what_is_harmless_is_let_be(harmless: str) -> None:
    assert list(dangers(harmless)) == []


def licence_of(one: Distribution) -> str:
    """Give what a package says of its licence: the expression, else the classifiers, else the free text."""
    said = one.metadata.get("License-Expression")
    classified = [c for c in one.metadata.get_all("Classifier") or () if c.startswith("License ::")]
    named = [c.rpartition(" :: ")[2] for c in classified if c != "License :: OSI Approved"]
    text = (one.metadata.get("License") or "").strip().splitlines()
    return said or " OR ".join(named) or (text[0] if text else "") or TOLD_ELSEWHERE.get(_plain(one), "")


def may_be_given_on(licence: str) -> bool:
    """Tell whether one of the choices of a licence allows it, all of its parts included."""
    choices = re.split(r"\s+OR\s+", licence.replace("(", "").replace(")", ""))
    return any(all(FREE.search(part) for part in re.split(r"\s+AND\s+", one)) for one in choices)


def _plain(one: Distribution) -> str:
    return re.sub(r"[-_.]+", "-", one.metadata["Name"]).lower()


def test_every_package_installed_may_be_given_on_with_ours(
    record_property: Callable[[str, object], None],
) -> None:
    pins = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pinned = {re.sub(r"[-_.]+", "-", line.partition("==")[0]).lower() for line in pins}
    licences = {_plain(one): licence_of(one) for one in distributions() if _plain(one) in pinned}
    refused = {name: said for name, said in licences.items() if not may_be_given_on(said)}
    record_property(
        "figure", f"{len(licences)} packages, {len(refused)} of them LGPL libraries used as they are"
    )
    print("\n".join(f"{name}: {said}" for name, said in sorted(licences.items())))
    assert len(licences) > 150
    assert refused.keys() <= USED_AS_IT_IS.keys(), refused
    assert all(USED_AS_IT_IS[name] in said for name, said in refused.items())
    assert all(name in (ROOT / "README.md").read_text("utf-8") for name in refused)


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("Apache-2.0 AND CNRI-Python", True),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", True),
        ("MPL-2.0 AND (Apache-2.0 OR MIT)", True),
        ("GPL-3.0-only", False),
        ("AGPL-3.0", False),
        ("MIT AND GPL-3.0-only", False),
        ("LGPL-3.0-only", False),
        ("Proprietary", False),
        ("", False),
    ],
)
def test_a_licence_is_read_with_all_its_parts(licence: str, allowed: bool) -> None:
    assert may_be_given_on(licence) is allowed
