"""Which version of the code is at work."""

from hashlib import sha256
from pathlib import Path


def code_digest(folder: Path) -> str:
    """Of all that answers are made by: changes with each deployment that changes any of it."""
    digest = sha256()
    for pattern in (
        "intersessional/**/*.py",
        "committees/**/*.py",
        "meetings/**/*.py",
        "templates/**/*",
        "locale/**/*.po",
        "static/**/*",
    ):
        for file in sorted(path for path in folder.glob(pattern) if path.is_file()):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
