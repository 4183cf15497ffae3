"""The sandbox: has a file parsed in a process of its own, and takes only its answer."""

import json
import os
import subprocess
import sys
from pathlib import Path

from bot.documents.messages import Refusal, unreadable
from bot.documents.parsed import Parsed

SECONDS = 20.0
_CODE = Path(__file__).resolve().parents[2]
_PASSED_ON = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "TMPDIR")


def parse_apart(kind: str, data: bytes, name: str, *, seconds: float = SECONDS) -> Parsed:
    """Have `data` parsed as pdf, docx or html outside this process, within its limits.

    Raises UnreadableDocument when the parser refuses, dies, or takes longer than `seconds`.
    """
    # No secret of the service's environment reaches a process that reads hostile files.
    environment = {key: os.environ[key] for key in _PASSED_ON if key in os.environ}
    environment["PYTHONPATH"] = str(_CODE)
    try:
        run = subprocess.run(  # noqa: S603 - our own interpreter and module; `kind` is one of three words
            [sys.executable, "-m", "bot.documents.parsing", kind],
            input=data,
            capture_output=True,
            timeout=seconds,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as fault:
        raise unreadable(name, Refusal.TOO_HEAVY) from fault
    if run.returncode < 0 or not run.stdout:
        # Killed by a limit, or fallen without an answer: on such a file both mean the same.
        killed = run.returncode < 0 or b"MemoryError" in run.stderr
        raise unreadable(name, Refusal.TOO_HEAVY if killed else Refusal.CORRUPT)
    answer = json.loads(run.stdout)
    if "refused" in answer:
        raise unreadable(name, Refusal[answer["refused"]], limit=answer["limit"])
    return Parsed.from_json(answer["parsed"])
