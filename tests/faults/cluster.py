"""A PostgreSQL of its own: made, started, stopped, made to hang; never the one that the machine runs."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from tests.benchmarks.server import free_port

DEBIAN = Path("/usr/lib/postgresql")
USER = "postgres"
OPTIONS = ("fsync=off", "full_page_writes=off", "listen_addresses=127.0.0.1", "max_connections=60")
"""The processes are killed, not the machine."""


def programs():
    """The folder of PostgreSQL's newest programs, or None."""
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


class Cluster:
    def __init__(self, folder, port):
        self.folder, self.port = folder, port
        self.process = None

    def run(self, name, *options, **streams):
        """PostgreSQL refuses to be run by root."""
        user = {"user": USER, "group": USER, "extra_groups": []} if os.geteuid() == 0 else {}
        command = [str(programs() / name), *options]
        return subprocess.Popen(command, cwd=self.folder, env={"LC_ALL": "C.UTF-8"}, **user, **streams)

    def create(self):
        if os.geteuid() == 0:
            shutil.chown(self.folder, USER, USER)
        options = ("--pgdata", f"{self.folder}/data", "--auth=trust", f"--username={USER}", "--encoding=UTF8")
        assert self.run("initdb", *options, "--no-sync", stdout=subprocess.DEVNULL).wait() == 0

    def start(self):
        """Seconds until it answers."""
        began = time.monotonic()
        options = [f"--{option}" for option in OPTIONS]
        options += [f"--port={self.port}", f"--unix_socket_directories={self.folder}", "-D", f"{self.folder}/data"]
        with (self.folder / "log").open("a") as log:
            self.process = self.run("postgres", *options, stdout=log, stderr=log)
        while True:
            with suppress(psycopg.OperationalError):
                psycopg.connect(self.url(), connect_timeout=2).close()
                return time.monotonic() - began
            assert self.process.poll() is None, (self.folder / "log").read_text()
            time.sleep(0.02)

    def stop(self, how=signal.SIGINT):
        """SIGINT ends its connections, SIGQUIT gives up as in a crash."""
        self.process.send_signal(how)
        self.process.wait(timeout=30)

    def processes(self):
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [self.process.pid, *map(int, children)]

    @contextmanager
    def hanging(self):
        """It takes connections and says nothing."""
        stopped = self.processes()
        for process in stopped:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGSTOP)
        try:
            yield
        finally:
            for process in stopped:
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGCONT)

    def url(self, database=USER):
        return f"postgres://{USER}@127.0.0.1:{self.port}/{database}"

    def execute(self, statement):
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(statement)

    def copy(self, database, template):
        """An own database with all that another holds, which nobody may be using."""
        self.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
        self.execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
        return self.url(database)


@contextmanager
def running_cluster():
    folder = Path(tempfile.mkdtemp(prefix="intersessional-postgresql-"))
    cluster = Cluster(folder, free_port())
    try:
        cluster.create()
        cluster.start()
        yield cluster
    finally:
        if cluster.process and cluster.process.poll() is None:
            cluster.stop(signal.SIGQUIT)
        shutil.rmtree(folder)
