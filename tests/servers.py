"""Servers of one's own on loopback, on free ports, as compose.yaml and the Dockerfile start them in containers."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
SITE = "site.example"
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for_port(port, process, seconds=60):
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"Nothing answers at {port}.")


def in_compose(name):
    return yaml.safe_load((ROOT / "compose.yaml").read_text())["services"][name]


def in_dockerfile(instruction):
    """The command of the last `CMD` or `HEALTHCHECK … CMD`, run by the environment that runs the tests."""
    told = (ROOT / "Dockerfile").read_text().replace("\\\n", "")
    program, *arguments = json.loads(re.findall(rf"^{instruction}\b.*?(\[.*\])$", told, re.MULTILINE)[-1])
    return [str(Path(sys.executable).with_name(program)), *arguments]


@contextmanager
def redis_on(port):
    process = subprocess.Popen([*in_compose("cache")["command"], "--port", str(port)], stdout=subprocess.DEVNULL)
    try:
        wait_for_port(port, process)
        yield process
    finally:
        process.kill()
        process.wait()


# PostgreSQL refuses to run as root; and a temporary folder may be nobody else's.
AS_POSTGRES = {} if os.getuid() else {"user": "postgres", "group": "postgres", "extra_groups": []}


@contextmanager
def postgresql_on(port):
    """A cluster of its own in a temporary folder, gone afterwards."""
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    folder = tempfile.mkdtemp(prefix="intersessional-postgresql-")
    if AS_POSTGRES:
        shutil.chown(folder, "postgres")

    def run(program, *arguments, **more):
        subprocess.run([programs / program, *arguments], check=True, cwd="/", **more)

    run(
        "initdb", "--auth=trust", "--username=intersessional", "--no-sync", f"--pgdata={folder}", **QUIET, **AS_POSTGRES
    )
    options = {"port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off"}
    settings = [f"--{name}={value}" for name, value in options.items()]
    process = subprocess.Popen([programs / "postgres", "-D", folder, *settings], cwd="/", **QUIET, **AS_POSTGRES)
    try:
        at = ["--host=127.0.0.1", f"--port={port}"]
        wait_until_accepted(programs, at)
        run("createdb", *at, "--username=intersessional", "intersessional")
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)
        shutil.rmtree(folder)


def wait_until_accepted(programs, at, seconds=60):
    """Its port is open while it still starts."""
    until = time.monotonic() + seconds
    while subprocess.run([programs / "pg_isready", "--quiet", *at], check=False).returncode:
        if time.monotonic() > until:
            raise RuntimeError("PostgreSQL does not start.")
        time.sleep(0.1)


class Web:
    """One web server: gunicorn with its workers, a group of processes of its own."""

    def __init__(self, name, environment, folder):
        self.port = free_port()
        told = {key: value for key, value in in_compose(name)["environment"].items() if key == "BIND"}
        bind = told["BIND"].replace("/run/intersessional", str(folder)).replace("8000", str(self.port))
        self.environment = environment | {"BIND": bind}
        self.start()

    def start(self):
        self.process = subprocess.Popen(in_dockerfile("CMD"), cwd=ROOT, env=self.environment, start_new_session=True)

    def health(self):
        """What the health check of its container would say."""
        command = in_dockerfile("HEALTHCHECK")
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, check=False, capture_output=True, text=True
        ).stderr.strip()

    def wait_until_ready(self, seconds=120):
        until = time.monotonic() + seconds
        while told := self.health():
            if time.monotonic() > until:
                raise RuntimeError(f"Not ready: {told}")
        return self

    def workers(self):
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(child) for child in children]

    def reload(self):
        self.process.send_signal(signal.SIGHUP)

    def kill(self):
        """As when the machine's power goes: master and workers at once, with no word to anybody."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=60)


class Site:
    """Two web servers on one PostgreSQL and one Redis."""

    def __init__(self, stack, folder, **changed):
        self.stack, self.folder = stack, Path(folder)
        self.ports = {"database": free_port(), "cache": free_port()}
        stack.enter_context(postgresql_on(self.ports["database"]))
        self.start_redis()
        self.environment = self.told_by_compose() | changed
        self.manage("migrate", "--verbosity", "0")
        self.manage("collectstatic", "--no-input", "--verbosity", "0")

    def told_by_compose(self):
        """The environment of a web server in compose.yaml, with this machine's addresses and none of its settings."""
        values = {"SITE_HOST": SITE, "SECRET_KEY": "of the tests: long and random", "DATABASE_PASSWORD": "unused"}
        told = {}
        for name, value in in_compose("manage")["environment"].items():
            filled = re.sub(r"\$\{(\w+):\?\}", lambda found: values[found[1]], value)
            for host, port in self.ports.items():
                filled = re.sub(rf"\b{host}:\d+", f"127.0.0.1:{port}", filled)
            told[name] = filled
        machine = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
        folders = {"STATIC_ROOT": f"{self.folder}/static", "MEDIA_ROOT": f"{self.folder}/files"}
        return machine | told | folders | {"LOG_LEVEL": "ERROR", "LOG_FORMAT": "json"}

    def start_redis(self):
        self.redis = self.stack.enter_context(redis_on(self.ports["cache"]))

    def keys_in_redis(self):
        command = ["redis-cli", "-p", str(self.ports["cache"]), "--raw", "KEYS", "*"]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def manage(self, *arguments, **environment):
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment | environment, check=True, capture_output=True, text=True
        )
        return done.stdout

    def start_web(self):
        self.webs = [Web(name, self.environment, self.folder) for name in ("web-1", "web-2")]
        for web in self.webs:
            self.stack.callback(web.stop)
            web.wait_until_ready()
        return self.webs


@contextmanager
def two_of_everything(**changed):
    with tempfile.TemporaryDirectory(prefix="intersessional-site-") as folder, ExitStack() as stack:
        yield Site(stack, folder, **changed)


@contextmanager
def nginx_before(site):
    """The proxy as docs/deploying has it for containers, with a certificate of its own making; gives its TLS port."""
    folder, plain, tls = site.folder / "nginx", free_port(), free_port()
    folder.mkdir(exist_ok=True)
    certificate = ["-x509", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={SITE}", "-days", "2"]
    files = ["-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"]
    subprocess.run(["openssl", "req", *certificate, *files], check=True, **QUIET)
    server = (ROOT / "docs/deploying/nginx.conf").read_text()
    upstream = (ROOT / "docs/deploying/upstream-compose.conf").read_text()
    for told, here in {
        "[::]:80": f"[::1]:{plain}",
        "[::]:443": f"[::1]:{tls}",
        "listen 80 ": f"listen 127.0.0.1:{plain} ",
        "listen 443 ": f"listen 127.0.0.1:{tls} ",
        "/etc/letsencrypt/live/intersessional": str(folder),
        "/var/log/nginx": str(folder),
        "/run/intersessional": str(site.folder),
    }.items():
        server, upstream = server.replace(told, here), upstream.replace(told, here)
    kept = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("proxy", "client_body", "fastcgi", "uwsgi", "scgi")
    )
    rest = f"daemon off; pid {folder}/pid; error_log {folder}/start.log; events {{}}"
    (folder / "nginx.conf").write_text(f"{rest} http {{ {kept}\n{upstream}\n{server} }}")
    site.folder.chmod(0o755)
    process = subprocess.Popen(["nginx", "-c", folder / "nginx.conf"], **QUIET)
    try:
        wait_for_port(tls, process)
        yield tls
    finally:
        process.terminate()
        process.wait(timeout=30)
