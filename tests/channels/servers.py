"""Real servers for the stores: each on a port or socket of its own, gone when the test run ends."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def redis_server() -> Iterator[str | None]:
    """A URL, or None where Redis is not installed."""
    program = shutil.which("redis-server")
    if program is None:
        yield None
        return
    port = free_port()
    server = subprocess.Popen(
        [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
        stdout=subprocess.DEVNULL,
    )
    try:
        _until_open(port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.kill()
        server.wait()


@contextmanager
def postgres_server() -> Iterator[str | None]:
    """A URL, or None where PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin")) if Path("/usr/lib/postgresql").exists() else []
    if not found:
        yield None
        return
    folder = tempfile.mkdtemp(prefix="pg", dir="/tmp")
    port = free_port()
    # PostgreSQL refuses to run as root.
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if user:
        shutil.chown(folder, "postgres")
    programs = found[-1]
    settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    try:
        run = {"check": True, "stdout": subprocess.DEVNULL, "cwd": "/"}
        subprocess.run([*user, programs / "initdb", "-D", f"{folder}/data", "-A", "trust", "-U", "navigator"], **run)
        subprocess.run(
            [*user, programs / "pg_ctl", "-D", f"{folder}/data", "-o", settings, "-w", "-l", f"{folder}/log", "start"],
            **run,
        )
        yield f"postgresql+psycopg://navigator@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run(
            [*user, programs / "pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "stop"],
            stdout=subprocess.DEVNULL,
            cwd="/",
        )
        shutil.rmtree(folder, ignore_errors=True)


def _until_open(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("the server did not start")
