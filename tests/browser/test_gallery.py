"""The gallery shows every picture there is, none of them large, each said in words."""

import re

from tests.browser.rig import ROOT

MOST = 150_000


def test_every_picture_is_shown_small_and_said_in_words() -> None:
    text = (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")
    shown = dict(re.findall(r"!\[([^]]*)\]\((\S+)\)", text))
    there = {f"gallery/{one.name}" for one in (ROOT / "docs" / "gallery").iterdir()}
    assert set(shown.values()) == there and len(there) >= 6
    assert all(len(words) > 60 for words in shown)
    for name in there:
        assert (ROOT / "docs" / name).stat().st_size <= MOST, name
