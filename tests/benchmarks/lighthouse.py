"""Lighthouse on the pages that most people see, as gunicorn gives them: `make lighthouse CHROMIUM=…`."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.ground import ground
from tests.benchmarks.server import ROOT, served

PATHS = ("/", "/meetings/", "/meetings/demonstration/schedule/", "/committees/c-va/")


def main(chromium: str) -> int:
    with ground():
        call_command = import_module("django.core.management").call_command
        call_command("load_record", verbosity=0)
        call_command("load_demonstration", verbosity=0)
        with served({}) as server:
            addresses = [f"http://localhost:{server.port}{path}" for path in PATHS]
            wrong = [path for path in PATHS if server.get(path, {})[0] != 200]
            if wrong:
                raise SystemExit(f"Not there: {', '.join(wrong)}")
            command = ["node", "run.mjs", chromium, *addresses]
            return subprocess.run(command, cwd=ROOT / "tests/lighthouse", check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
