"""What people had erased is not brought back by a backup of before."""

import json
import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.bootstrap import open_database
from bot.cli import main
from bot.clock import Clock, system_clock
from bot.conversation.history import Turn
from bot.conversation.reply import Reply
from bot.errors import ConfigurationFault, NotFound
from bot.settings import Settings
from bot.store.backup import back_up, restore
from bot.store.cases import Cases
from bot.store.conversations import Conversations
from bot.store.database import DATABASE, Database
from bot.store.deposits import Deposits, GivenDeposit, Party
from bot.store.erasures import JOURNAL, Erasure, ErasureJournal
from bot.store.introductions import Introductions
from bot.store.outbox import Outbox
from bot.store.personal import PersonalData
from bot.store.requests import ContactRequest, Receipt, Requests
from bot.store.retention import Retention, periods

SECRET = "Zébulonie-Quatrelle"
EMAIL = "zebulonie@fournil.example"
KEPT = "Jeanne Delmas"
CLOCK: Clock = system_clock


@dataclass(frozen=True)
class Said:
    """What the visitor who erases, and another who does not, have left in a data folder."""

    settings: Settings
    kept: str
    request: Receipt
    deposits: tuple[tuple[str, str], ...]
    introduction: str

    @property
    def folder(self) -> Path:
        return self.settings.data_dir

    def erase_all(self) -> None:
        with closing(open_database(self.settings)) as database:
            assert PersonalData(database, CLOCK).erase("v").conversations == 2
            Cases(database, CLOCK).withdraw(self.request.number, self.request.secret)
            (deposit, secret), (_, other) = self.deposits
            Introductions(database, CLOCK).erase(self.introduction, other)
            Deposits(database, CLOCK).withdraw(deposit, secret)


def talk(database: Database, visitor: str, words: str) -> str:
    kept = Conversations(database, CLOCK)
    identity = kept.open(visitor)
    reply = Reply(
        conversation_id=identity, message_id=f"m-{identity}", kind="small_talk", language="fr", answer="Oui."
    )
    kept.append(identity, Turn(f"Bonjour, ici {words}", "", reply, CLOCK()))
    return identity


@pytest.fixture
def said(tmp_path: Path) -> Said:
    settings = Settings(data_dir=tmp_path / "data")
    with closing(open_database(settings)) as database:
        kept = talk(database, "autre", KEPT)
        talk(database, "v", SECRET)
        spoken = talk(database, "v", SECRET)
        asked = ContactRequest(SECRET, f"Rappeler {SECRET}", email=EMAIL, conversation_id=spoken)
        requests = Requests(database, CLOCK)
        requests.submit(asked, visitor="v")
        alone = requests.submit(ContactRequest(SECRET, f"Besoin de {SECRET}", email=EMAIL), visitor=None)
        requests.submit(ContactRequest(KEPT, "Un comptable", email="jeanne@fournil.example"), visitor=None)
        deposits = Deposits(database, CLOCK)
        given = [
            deposits.submit(GivenDeposit("offre", {"text": name}, Party(name, name, email), "D'accord."))
            for name, email in ((SECRET, EMAIL), (KEPT, "jeanne@fournil.example"))
        ]
        introduction = Introductions(database, CLOCK).propose([one.id for one in given])
    return Said(settings, kept, alone, tuple((one.id, one.secret) for one in given), introduction)


def holding(folder: Path, *words: str) -> list[str]:
    needles = [form for word in words for form in (word.encode(), json.dumps(word)[1:-1].encode())]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(needle in path.read_bytes() for needle in needles)]


def read_back(settings: Settings, said: Said) -> None:
    """Hold a restored folder to the words of who erased nothing, and to none of the other's."""
    with closing(open_database(settings)) as database:
        assert len(Conversations(database, CLOCK).turns(said.kept, None)) == 1
        assert Deposits(database, CLOCK).followed(*said.deposits[1]).party.name == KEPT
        told = [parcel.content for parcel in Outbox(database, CLOCK).take(("mail", "webhook"))]
        with pytest.raises(NotFound):
            Cases(database, CLOCK).followed(said.request.number, said.request.secret)
    assert EMAIL not in str(told)
    assert holding(settings.data_dir, SECRET, EMAIL) == []
    assert holding(settings.data_dir, KEPT) != []


def test_what_is_erased_is_in_no_file_and_the_journal_holds_ids_alone(said: Said) -> None:
    assert holding(said.folder, SECRET, EMAIL) != []
    said.erase_all()
    assert holding(said.folder, SECRET, EMAIL) == []
    kinds = [one.kind for one in ErasureJournal(said.folder / JOURNAL).read()]
    assert sorted(kinds) == ["conversation"] * 2 + ["deposit", "introduction"] + ["request"] * 2


@pytest.mark.parametrize("told_by", ["the folder", "beside it", "a later backup", "another journal"])
def test_an_older_backup_is_restored_without_what_was_erased_since(
    said: Said, tmp_path: Path, told_by: str
) -> None:
    old, later = tmp_path / "sauvegardes" / "lundi.tar.gz", tmp_path / "ailleurs" / "mardi.tar.gz"
    for place in (old, later):
        place.parent.mkdir()
    back_up(said.folder, old)
    said.erase_all()
    other = said.settings.model_copy(update={"data_dir": tmp_path / "autre"})
    others: list[Path] = []
    if told_by == "the folder":
        other.data_dir.mkdir()
        shutil.copy(said.folder / JOURNAL, other.data_dir)
    elif told_by == "another journal":
        others = [said.folder / JOURNAL]
    else:
        back_up(said.folder, old.with_name("mardi.tar.gz") if told_by == "beside it" else later)
        others = [later] if told_by == "a later backup" else []
    names, left_out = restore(old, other.data_dir, others=others)
    assert (DATABASE in names, left_out) == (True, 6)
    read_back(other, said)


def test_a_database_that_was_copied_back_by_hand_is_cleaned_when_it_is_opened(said: Said) -> None:
    shutil.copytree(said.folder, said.folder.with_name("copie"))
    said.erase_all()
    for path in said.folder.glob(f"{DATABASE}*"):
        path.unlink()
    for path in said.folder.with_name("copie").glob(f"{DATABASE}*"):
        shutil.copy(path, said.folder)
    assert holding(said.folder, SECRET) != []
    read_back(said.settings, said)


def test_a_number_that_is_given_again_is_not_taken_for_the_one_that_was_erased(
    said: Said, tmp_path: Path
) -> None:
    old, other = tmp_path / "lundi.tar.gz", said.settings.model_copy(update={"data_dir": tmp_path / "autre"})
    back_up(said.folder, old)
    with closing(open_database(said.settings)) as database:
        late = Requests(database, CLOCK).submit(ContactRequest("Paul", "Tard", phone="+33565"), visitor=None)
        Cases(database, CLOCK).withdraw(late.number, late.secret)
    back_up(said.folder, old.with_name("mardi.tar.gz"))
    restore(old, other.data_dir)
    with closing(open_database(other)) as database:
        again = Requests(database, CLOCK).submit(ContactRequest("Anne", "Neuf", phone="+33565"), visitor=None)
        assert again.number == late.number
    with closing(open_database(other)) as database:
        assert Cases(database, CLOCK).followed(again.number, again.secret).contact.name == "Anne"


def test_a_journal_that_was_torn_goes_on_and_forgets_what_no_backup_may_hold(
    tmp_path: Path, database: Database
) -> None:
    path = tmp_path / "etat" / JOURNAL
    journal = ErasureJournal(path)
    journal.note("conversation", ["a"], date(2020, 1, 1))
    with path.open("ab") as file:
        file.write(b'\n{"kind": "conversation", "id": "b')
    journal.note("deposit", ["c", "c"])
    journal.note("deposit", ["c"])
    assert [one.id for one in journal.read()] == ["a", "c"]
    assert path.stat().st_mode & 0o077 == 0
    kept = Database(database.engine, journal)
    Retention(kept, lambda: datetime.now(UTC), periods(400, 1095)).purge()
    assert [one.id for one in journal.read()] == ["c"]


def test_nothing_is_erased_that_the_journal_could_not_name(
    said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(open_database(said.settings)) as database:
        monkeypatch.setattr("bot.store.erasures._append", full_disk)
        with pytest.raises(Exception, match="instant"):
            PersonalData(database, CLOCK).erase("v")
        assert len(PersonalData(database, CLOCK).export("v")["conversations"]) == 2


def full_disk(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_the_command_tells_what_it_left_out(
    said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    journal = tmp_path / "autre-disque" / "journal"
    monkeypatch.setenv("BOT_DATA_DIR", str(said.folder))
    monkeypatch.setenv("BOT_ERASURES", str(journal))
    told = run("backup", str(tmp_path / "lundi.tar.gz"), capsys=capsys)
    assert "écrits" in told
    conversations = [Erasure("conversation", said.kept, "2026-11-25")]
    ErasureJournal(journal).add(conversations)
    monkeypatch.setenv("BOT_DATA_DIR", str(tmp_path / "autre"))
    assert "1 élément(s) effacé(s)" in run("restore", str(tmp_path / "lundi.tar.gz"), capsys=capsys)
    (tmp_path / "faux").write_text("rien")
    with pytest.raises(ConfigurationFault, match="sauvegarde"):
        restore(tmp_path / "lundi.tar.gz", tmp_path / "encore", others=[tmp_path / "faux"])


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 0
    return capsys.readouterr().err
