"""The real server on loopback, and what its workers spend."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Spent:
    """What a number of requests took: seconds of the clock, and of the workers' processors."""

    requests: int
    wall: float
    cpu: float

    @property
    def per_second(self) -> float:
        return self.requests / self.wall

    @property
    def cpu_ms(self) -> float:
        """Of processor time a request, in milliseconds."""
        return 1000 * self.cpu / self.requests


class Server:
    def __init__(self, port: int, process: subprocess.Popen[bytes]) -> None:
        self.port = port
        self.process = process

    def get(self, path: str, headers: Mapping[str, str]) -> tuple[int, bytes, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers=dict(headers))
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response.status, body, {name.lower(): value for name, value in response.getheaders()}

    def measure(self, path: str, requests: int, headers: Mapping[str, str], *, clients: int = 8) -> Spent:
        """So many requests by so many clients at once."""
        share = requests // clients
        cpu, began = self.cpu(), time.perf_counter()
        threads = [
            threading.Thread(target=lambda: [self.get(path, headers) for _ in range(share)]) for _ in range(clients)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return Spent(share * clients, time.perf_counter() - began, self.cpu() - cpu)

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(child) for child in children]

    def cpu(self) -> float:
        return cpu_seconds(self.workers())

    def memory_mb(self) -> float:
        """The largest worker's resident memory."""
        sizes = []
        for worker in self.workers():
            status = Path(f"/proc/{worker}/status").read_text()
            sizes.append(int(status.split("VmRSS:")[1].split()[0]) / 1024)
        return max(sizes)


def cpu_seconds(processes: list[int]) -> float:
    """What they have spent so far, in programs and in the kernel."""
    spent = 0.0
    for process in processes:
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(") ", 1)[1].split()
        spent += (int(fields[11]) + int(fields[12])) / TICKS
    return spent


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def served(environment: Mapping[str, str]) -> Iterator[Server]:
    """gunicorn with two sync workers, as `make run` starts it."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "intersessional.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", "2", "--no-control-socket", "--log-level", "error"]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment})
    try:
        server = Server(port, process)
        wait_for(server)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for(server: Server) -> None:
    for _try in range(100):
        try:
            if server.get("/healthz", {})[0] == 200 and len(server.workers()) == 2:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The server did not start.")
