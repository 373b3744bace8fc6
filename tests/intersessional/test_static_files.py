"""Static files as a deployment serves them."""

import re
import shutil
from pathlib import Path

from django.conf import settings

from intersessional.static_files import HashedFiles

FOLDER = Path("js") / "desk"


def test_scripts_import_each_other_by_names_that_change_with_their_content(tmp_path):
    shutil.copytree(settings.BASE_DIR / "static" / FOLDER, tmp_path / FOLDER)
    storage = HashedFiles(location=tmp_path, base_url="/static/")
    paths = {
        str(path.relative_to(tmp_path)): (storage, str(path.relative_to(tmp_path))) for path in tmp_path.rglob("*.js")
    }
    assert all(done is not Exception for _name, _hashed, done in storage.post_process(paths))
    entry = (tmp_path / storage.stored_name("js/desk/desk.js")).read_text()
    imported = re.findall(r'from "\./([^"]+)"', entry)
    assert "values.js" not in imported
    assert all(re.fullmatch(r"[a-z_]+\.[0-9a-f]{12}\.js", name) for name in imported)
    assert all((tmp_path / FOLDER / name).exists() for name in imported)
