"""Real SPARQL servers, started and stopped for the tests."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
FileExtend = 200
[Parameters]
ServerPort = {sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
[HTTPServer]
ServerPort = {port}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 2000
"""


def free_port() -> int:
    """A port that nobody listens to."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def oxigraph() -> Iterator[str]:
    """An Oxigraph server in memory; yields its address."""
    program = _program("oxigraph", "pip install oxigraph")
    port = free_port()
    with _running([program, "serve", "--bind", f"127.0.0.1:{port}"], f"http://127.0.0.1:{port}/query"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """A Virtuoso server with its files in `folder`, whose user is dba, password dba; yields its address.

    It cuts its answers at 2,000 rows.
    """
    program = _program("virtuoso-t", "apt-get install virtuoso-opensource")
    port = free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(folder=folder, port=port, sql=free_port()))
    command = [program, "+foreground", "+configfile", str(folder / "virtuoso.ini")]
    with _running(command, f"http://127.0.0.1:{port}/sparql"):
        yield f"http://127.0.0.1:{port}/sparql"


def _program(name: str, install: str) -> str:
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not installed ({install})")
    return found


@contextmanager
def _running(command: list[str], address: str) -> Iterator[None]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            for _ in range(1200):
                try:
                    urllib.request.urlopen(f"{address}?query=ASK%7B%7D", timeout=5).close()
                    break
                except (OSError, urllib.error.URLError):
                    assert server.poll() is None, f"{command[0]} did not start"
                    time.sleep(0.1)
            yield
        finally:
            server.kill()
