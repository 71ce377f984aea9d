"""How fast a tapped turn is, beside an empty route of the same framework, in the same run on the same machine.

`make bench` prints the table and writes it to docs/benchmarks.md. Times vary between machines; the ratio is the figure.
"""

from __future__ import annotations

import http.client
import json
import os
import resource
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from fastapi import FastAPI
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

HOME = Path(__file__).parent.parent
ROUNDS, SECONDS = 5, 2.0
START = "<!-- make bench -->"

empty = FastAPI(docs_url=None, redoc_url=None)


@empty.post("/empty")
async def nothing() -> dict[str, str]:
    """What the framework costs by itself."""
    return {}


def main() -> None:
    """Run, print, write."""
    console = Console()
    ready, ours, port = _serve("api.app:production")
    _, peer, peer_port = _serve("tests.bench:empty")
    try:
        token = _post(port, "/v1/conversations", {"audience": "parent"})["conversation"]
        tap = json.dumps({"conversation": token, "choose": {"slot": "need", "value": "low_mood"}}).encode()
        rates: dict[str, list[float]] = {"tap": [], "empty": []}
        times: dict[str, list[float]] = {"tap": [], "empty": []}
        with Progress(console=Console(stderr=True)) as bar:
            for _ in bar.track(range(ROUNDS), description="Measuring"):
                for name, where, path, body in (
                    ("tap", port, "/v1/conversations/turns", tap),
                    ("empty", peer_port, "/empty", b"{}"),
                ):
                    took = _load(where, path, body)
                    rates[name].append(len(took) / sum(took))
                    times[name] += took
        memory = _memory_mb(ours.pid)
    finally:
        ours.kill()
        peer.kill()
    ratio = statistics.median(a / b for a, b in zip(rates["tap"], rates["empty"], strict=True))
    rows = [
        ("tapped turn, requests a second (one client)", f"{statistics.median(rates['tap']):,.0f}"),
        ("empty route, requests a second (one client)", f"{statistics.median(rates['empty']):,.0f}"),
        ("ratio, median of paired rounds (aim: 0.5 or more)", f"{ratio:.2f}"),
        ("tapped turn, median and 99th percentile", _quantiles(times["tap"])),
        ("empty route, median and 99th percentile", _quantiles(times["empty"])),
        ("ready after (aim: under 2 s)", f"{ready:.2f} s"),
        ("resident memory with the language model (aim: under 300 MB)", f"{memory:.0f} MB"),
    ]
    table = Table("measure", "figure")
    for row in rows:
        table.add_row(*row)
    console.print(table)
    _write(rows)


def _serve(app: str) -> tuple[float, subprocess.Popen[bytes], int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    factory = ["--factory"] if app.endswith("production") else []
    began = time.perf_counter()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "uvicorn",
            app,
            *factory,
            "--port",
            str(port),
            "--no-access-log",
            "--log-level",
            "error",
        ],
        cwd=HOME,
        env=os.environ,
    )
    path = "/readyz" if factory else "/empty"
    while True:
        try:
            _post(port, path, {}) if not factory else _get(port, path)
            break
        except OSError:
            if process.poll() is not None or time.perf_counter() - began > 60:
                raise SystemExit(f"{app} did not start") from None
            time.sleep(0.01)
    took = time.perf_counter() - began
    while factory and not _get(port, path).get("words"):
        time.sleep(0.2)
    return took, process, port


def _load(port: int, path: str, body: bytes) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    took = []
    until = time.perf_counter() + SECONDS
    while (began := time.perf_counter()) < until:
        connection.request("POST", path, body, {"content-type": "application/json"})
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            raise SystemExit(f"{path} answered {response.status}")
        took.append(time.perf_counter() - began)
    connection.close()
    return took


def _post(port: int, path: str, body: object) -> dict[str, str]:
    return _ask(port, "POST", path, json.dumps(body).encode())


def _get(port: int, path: str) -> dict[str, str]:
    return _ask(port, "GET", path, b"")


def _ask(port: int, method: str, path: str, body: bytes) -> dict[str, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, path, body, {"content-type": "application/json"})
    answer: dict[str, str] = json.loads(connection.getresponse().read())
    connection.close()
    return answer


def _memory_mb(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def _quantiles(times: list[float]) -> str:
    cuts: Callable[[float], float] = lambda part: sorted(times)[int(part * (len(times) - 1))] * 1000  # noqa: E731
    return f"{cuts(0.5):.2f} ms, {cuts(0.99):.2f} ms"


def _write(rows: list[tuple[str, str]]) -> None:
    path = HOME / "docs" / "benchmarks.md"
    before = path.read_text("utf-8").partition(START)[0].rstrip() if path.exists() else "# Benchmarks"
    lines = "\n".join(f"| {name} | {figure} |" for name, figure in rows)
    path.write_text(f"{before}\n\n{START}\n\n| measure | figure |\n|---|---|\n{lines}\n", "utf-8")


if __name__ == "__main__":
    main()
