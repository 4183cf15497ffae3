"""The package: the wheel holds all that it needs, and no file names a host that it should not."""

import re
import subprocess
import sys
import tomllib
import zipfile
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder that holds what the wheel would install."""
    place = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(place)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = place.glob("passerelle-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place / "site")
    return place / "site"


def test_the_wheel_holds_every_file_of_the_package(installed: Path) -> None:
    ours = [path for path in (ROOT / "bot").rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert len(ours) > 100
    assert [path for path in ours if not (installed / path.relative_to(ROOT)).exists()] == []


@pytest.mark.parametrize("folder", ["seeds", "prompts"])
def test_the_wheel_holds_the_folder_whole(installed: Path, folder: str) -> None:
    there = {path.relative_to(ROOT / folder) for path in (ROOT / folder).rglob("*") if path.is_file()}
    packaged = installed / "bot" / "packaged" / folder
    assert {path.relative_to(packaged) for path in packaged.rglob("*") if path.is_file()} == there


def test_what_the_wheel_installs_finds_its_seeds_and_prompts(installed: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "check", "--light"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(installed), "BOT_DATA_DIR": str(tmp_path / "data"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert str(installed) in done.stdout


def test_every_dependency_is_pinned_and_torch_below_its_cuda_releases() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = dict(line.partition("  # ")[0].split("==") for line in lines if not line.startswith("#"))
    wanted = [*PROJECT["dependencies"], *chain(*PROJECT["optional-dependencies"].values())]
    names = {re.split(r"[\[<>=!~; ]", one)[0].lower() for one in wanted} - {"passerelle"}
    assert names <= set(pins)
    assert tuple(map(int, pins["torch"].split("."))) < (2, 14)
    assert not any("+" in pin for pin in pins.values())


def test_every_pin_but_that_of_torch_has_the_hash_of_its_archive() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    bare = [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.!]+  # sha256:[0-9a-f]{64}", line)]
    assert [re.sub(r"==.*", "", line) for line in bare] == ["torch"], "run .ci/hashes"


@pytest.mark.parametrize("name", ["README.md", "Dockerfile", "constraints.txt", "pyproject.toml", ".ci/run"])
def test_no_host_and_no_place_of_a_machine_is_written_down(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    hosts = set(re.findall(r"https?://([\w.-]+)", text))
    assert hosts <= {"127.0.0.1"}
    assert not re.search(r"(?<![\w.])/(?:root|work|tmp)/", text)


def test_the_container_installs_with_the_line_of_the_readme() -> None:
    line = "pip install -c constraints.txt ."
    assert line in (ROOT / "README.md").read_text("utf-8")
    dockerfile = (ROOT / "Dockerfile").read_text("utf-8")
    assert line in dockerfile.replace("--no-cache-dir ", "")
    assert 'ARG TORCH_INDEX=""' in dockerfile
    assert re.search(r"^USER \d+$", dockerfile, re.MULTILINE)
    assert "HEALTHCHECK" in dockerfile


def test_the_check_script_runs_the_very_test_line_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    awk = re.search(r"test_command=\"\$\((awk .*?)\)\"\n", script, re.DOTALL)
    assert awk
    done = subprocess.run(["bash", "-c", awk[1]], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("python3 -m venv .venv && .venv/bin/pip install -c constraints.txt -e ")
    assert done.stdout.strip().endswith(".venv/bin/pytest -n 2")
