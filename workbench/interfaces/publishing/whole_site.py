"""A site takes its place whole or not at all, and only ever the place of another site."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workbench.errors import InputError, Problem
from workbench.interfaces.reports.render import write_page

MARK = "site.json"
"""Says that a folder is a site, and lists its files."""

FORMAT = 1
_OF_THE_SYSTEM = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})

MADE, BEFORE, MASKED = "site", "before", "masked"
"""In the folder beside the site: the new one while it is made, the one that it takes the place of, and what
it is made of where that is masked."""


def aside(site: Path) -> Path:
    """The folder beside a site in which its next version is made."""
    whole = site.absolute()
    return whole.with_name(f".{whole.name}.making")


def check_place(site: Path) -> None:
    """Refuse a place where something else than a site stands.

    Raises
    ------
    InputError
        Naming what is in the way; nothing is touched.
    """
    if not site.exists() and not site.is_symlink():
        return
    if not site.is_dir():
        raise _refused(site, "is a file, not a folder", "name a new folder")
    there = {one.relative_to(site).as_posix() for one in site.rglob("*") if not one.is_dir()}
    foreign = sorted(one for one in there - _files(site) if Path(one).name not in _OF_THE_SYSTEM)
    if not foreign:
        return
    if MARK in there and _files(site):
        text = f"holds a file that is not of the site, and would be lost: {foreign[0]}"
        raise _refused(site, text, "move it elsewhere, or name another folder")
    raise _refused(site, "is not empty and no site", "name a new folder, or one that `publish` filled")


def _files(site: Path) -> set[str]:
    """What a site says that it holds; nothing for any other folder."""
    try:
        told = json.loads((site / MARK).read_text(encoding="utf-8"))
        return {MARK, *told["files"]} if told["workbench_site"] == FORMAT else set()
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _refused(site: Path, message: str, remedy: str) -> InputError:
    return InputError.of(Problem(("--to",), message, str(site), remedy))


def seal(site: Path, about: Mapping[str, Any]) -> None:
    """Write the mark: what the site is of, and every file with its size and hash. The last thing to do."""
    files = {
        one.relative_to(site).as_posix(): {
            "bytes": one.stat().st_size,
            "sha256": hashlib.sha256(one.read_bytes()).hexdigest(),
        }
        for one in sorted(site.rglob("*"))
        if one.is_file()
    }
    told = {"workbench_site": FORMAT, **about, "files": files}
    write_page(site / MARK, json.dumps(told, ensure_ascii=False, indent=1))


def begin(site: Path) -> Path:
    """An empty folder beside the site to make it in; what a killed command left is put right first."""
    beside = aside(site)
    if (beside / BEFORE).is_dir() and not site.exists():
        (beside / BEFORE).rename(site)
    for name in (MADE, BEFORE, MASKED):
        shutil.rmtree(beside / name, ignore_errors=True)
    made = beside / MADE
    made.mkdir(parents=True)
    return made


def finish(site: Path) -> None:
    """Put the finished site in its place, and remove the one before."""
    beside = aside(site)
    # Checked again: minutes have passed.
    check_place(site)
    if site.exists():
        site.rename(beside / BEFORE)
    try:
        (beside / MADE).rename(site)
    except OSError:
        if (beside / BEFORE).is_dir():
            (beside / BEFORE).rename(site)
        raise


def clear(site: Path) -> None:
    """Remove what stands beside the site; never the only copy of it."""
    if site.exists() or not (aside(site) / BEFORE).exists():
        shutil.rmtree(aside(site), ignore_errors=True)
