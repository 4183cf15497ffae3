import os
from pathlib import Path

import pytest

from bot.errors import ConfigurationFault
from bot.signing import open_signing


def test_the_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    made = open_signing("", folder)
    assert open_signing("", folder) == made
    (path,) = folder.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    assert os.path.getsize(path) >= 64
    assert made.secret.decode() not in repr(made)


def test_two_folders_have_two_secrets(tmp_path: Path) -> None:
    assert open_signing("", tmp_path / "a").key("jeton") != open_signing("", tmp_path / "b").key("jeton")


def test_a_secret_that_is_given_leaves_no_file(tmp_path: Path) -> None:
    given = "un secret de trente-deux octets ou plus"
    assert open_signing(given, tmp_path).secret == given.encode()
    assert list(tmp_path.iterdir()) == []


def test_a_secret_too_short_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationFault, match="BOT_SECRET"):
        open_signing("court", tmp_path)
