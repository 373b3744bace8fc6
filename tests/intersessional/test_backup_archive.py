"""The folder of a backup: complete, of its owner alone, and refused if a bit of it differs."""

import shutil
import stat
import subprocess

import pytest

from intersessional.backups.archive import (
    MANIFEST,
    SUMS,
    BackupError,
    checksum,
    copied,
    locked,
    new_folder,
    prune,
    verified,
    write_private,
    write_sums,
)

NAME = "intersessional-20261124T143900Z"
PARTS = (MANIFEST, "database.dump", "files/3f/3f.pdf")


def quiet(sentence):
    """Tells nobody."""


@pytest.fixture
def root(tmp_path):
    return tmp_path / "backups"


@pytest.fixture
def folder(root, tmp_path):
    (tmp_path / "3f.pdf").write_bytes(b"%PDF-1.7")
    with new_folder(root, NAME) as filling:
        for name in PARTS[:2]:
            write_private(filling / name, f"what {name} holds")
        copied(tmp_path / "3f.pdf", filling / PARTS[2])
        write_sums(filling, {name: checksum(filling / name) for name in PARTS})
    return root / NAME


def refused(folder):
    with pytest.raises(BackupError) as fault:
        verified(folder, quiet)
    return str(fault.value)


def test_a_whole_backup_is_found_so_and_the_progress_told(folder):
    said = []
    assert set(verified(folder, said.append)) == set(PARTS)
    assert said[-1] == "Checksums: 100 %"


@pytest.mark.parametrize("part", [*PARTS, SUMS])
def test_a_flipped_bit_is_refused_wherever_it_is(folder, part):
    whole = (folder / part).read_bytes()
    for place in range(len(whole)):
        for bit in (0x01, 0x20):
            content = bytearray(whole)
            content[place] ^= bit
            (folder / part).write_bytes(content)
            assert refused(folder)


@pytest.mark.parametrize("part", [*PARTS, SUMS])
def test_a_part_cut_short_or_missing_is_refused(folder, part):
    whole = (folder / part).read_bytes()
    (folder / part).write_bytes(whole[:-1])
    assert refused(folder)
    (folder / part).unlink()
    assert refused(folder)


def test_a_part_too_many_and_a_link_are_refused(folder, tmp_path):
    (folder / "more").touch()
    assert refused(folder) == "more is no part of the backup: nothing was changed."
    (folder / "more").unlink()
    (folder / "more").symlink_to(tmp_path)
    assert refused(folder).endswith("more is a link: nothing was changed.")


def test_a_name_that_no_line_can_hold_is_refused(tmp_path):
    with pytest.raises(BackupError, match="This file's name can't be kept"):
        write_sums(tmp_path, {"files/two\nlines": "0" * 64})


def test_the_sums_are_those_that_sha256sum_knows(folder):
    command = [shutil.which("sha256sum"), "--check", "--strict", SUMS]
    told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
    assert told.splitlines() == [f"{name}: OK" for name in sorted(PARTS)]


def test_its_owner_alone_can_read_it(root, folder):
    there = [root, *root.rglob("*")]
    assert {stat.S_IMODE(path.stat().st_mode) for path in there if path.is_file()} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in there if path.is_dir()} == {0o700}


def test_a_backup_that_fails_half_way_leaves_nothing(root):
    def fill():
        with new_folder(root, NAME) as filling:
            write_private(filling / MANIFEST, "the first of its parts")
            raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space left"):
        fill()
    assert list(root.iterdir()) == []


def test_what_a_killed_backup_left_goes_with_the_next(root, folder):
    left = root / ".intersessional-20200101T000000Z.part"
    left.mkdir()
    with new_folder(root, "intersessional-20261125T143900Z"):
        pass
    assert not left.exists()


def test_two_backups_at_once_dont_get_in_each_others_way(root):
    root.mkdir()
    with locked(root), pytest.raises(BackupError, match="Another backup is being made"), new_folder(root, NAME):
        pass


def test_a_backup_is_never_overwritten(root, folder):
    with pytest.raises(BackupError, match="already"), new_folder(root, NAME):
        pass
    assert set(verified(folder, quiet)) == set(PARTS)


def test_only_the_newest_are_kept_and_nothing_else_is_deleted(root, folder):
    older = [root / f"intersessional-2020010{day}T000000Z" for day in (1, 2, 3)]
    for path in older:
        shutil.copytree(folder, path)
    (root / "notes").mkdir()
    assert prune(root, 2) == older[:2]
    assert {path.name for path in root.iterdir()} == {"notes", older[2].name, NAME}
    assert prune(root, 2) == []
