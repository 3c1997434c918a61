"""What cannot be read is said in one sentence with its place, and never runs anything."""

import os
from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.interfaces.files import load_scenario, validate


def told(path: Path | str) -> list[str]:
    return [str(problem) for problem in validate(path)]


def test_a_tag_that_builds_an_object_is_refused_and_builds_nothing(write, capfd, tmp_path) -> None:
    path = write(
        "bad.yaml", f"name: !!python/object/apply:os.system ['touch {tmp_path}/made']\nhorizon: 2029-01-01\n"
    )
    first = next(line for line in told(path) if "refused" in line)
    assert first.startswith("bad.yaml:1:7: tags that build objects are refused")
    assert "!!python/object/apply:os.system" in first
    assert not (tmp_path / "made").exists()


def test_every_forbidden_tag_of_a_file_is_told(write) -> None:
    path = write(
        "bad.yaml", "name: !!python/name:os.system x\ndescription: !custom y\nportfolio: !!binary aGk=\n"
    )
    assert [line.split(":")[1] for line in told(path) if "tags that build" in line] == ["1", "2", "3"]


def test_a_file_of_50_mb_is_refused_unread(write) -> None:
    path = write("big.yaml", "")
    os.truncate(path, 50_000_000)
    (line,) = told(path)
    assert line.startswith("big.yaml: the file is larger than 20 MB (got 50 MB)")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "x.yaml: the file is empty"),
        ("# only a comment\n", "x.yaml: the file is empty"),
        ("- a\n- b\n", "x.yaml:1:1: a scenario file is a mapping of key: value (got a list)"),
        ("hello\n", "x.yaml:1:1: a scenario file is a mapping of key: value (got hello)"),
        ("name:\n\tx: 1\n", "x.yaml:2:1: a tab is not allowed as indentation; indent with spaces"),
        ("name: a: b\n", "x.yaml:1:8: a second colon in one line"),
        ("name: @home\n", "x.yaml:1:7: a value cannot begin with this character"),
        ("name: 'x\n", "x.yaml:2:1: not readable as YAML"),
        ("name: x\n---\nname: y\n", "x.yaml:2:1: a second document begins here"),
        ("name: x\nname: y\n", "x.yaml:2:1: the key stands twice, first in line 1 (got name)"),
        ("? [a]\n: b\n", "x.yaml:1:3: a key must be a single word or number"),
        ("name: *nowhere\n", "x.yaml:1:7: an alias without an anchor"),
        ("name: &a [*a]\n", "x.yaml:1:11: an alias that holds itself"),
        ("name: \x07\n", "x.yaml:1:7: a control character (got 0x07); delete it"),
    ],
)
def test_text_that_is_not_a_scenario(write, text: str, expected: str) -> None:
    Path("x.yaml").write_bytes(text.encode())
    assert any(line.startswith(expected) for line in told("x.yaml"))


def test_text_that_is_not_utf_8_is_named_by_line(write) -> None:
    Path("latin.yaml").write_bytes("name: x\ndescription: Prämie\n".encode("latin-1"))
    assert told("latin.yaml") == [
        "latin.yaml:2:16: the file is not UTF-8 text (got byte 0xe4); save it as UTF-8"
    ]


def test_a_byte_order_mark_does_no_harm(write) -> None:
    path = Path("bom.yaml")
    path.write_bytes(b"\xef\xbb\xbf" + Path("baseline.yaml").read_bytes())
    assert load_scenario(path).hash == load_scenario("baseline.yaml").hash


def test_an_alias_bomb_is_bounded(write) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert "more than 1,000,000 values" in told(write("bomb.yaml", "\n".join(lines)))[0]


@pytest.mark.parametrize("text", ["[" * 200_000, "a: " + "[" * 100, "- " * 100_000, "a: " + "{b: " * 300])
def test_deep_nesting_is_bounded(write, text: str) -> None:
    assert len(told(write("deep.yaml", text))) == 1


def test_depth_through_aliases_is_bounded(write) -> None:
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 500))]
    assert "levels" in told(write("deep.yaml", "\n".join(lines)))[0]


def test_a_missing_file_gets_the_nearest_name(write) -> None:
    assert told("baselin.yaml") == ["baselin.yaml: there is no such file; did you mean baseline.yaml?"]
    assert told("nowhere/x.yaml") == ["nowhere/x.yaml: there is no such file; there is no folder nowhere"]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Baseline.yml", "did you mean baseline.yaml?"),
        ("smal.yaml", "did you mean small.yaml?"),
        ("small.yml", "did you mean small.yaml?"),
        ("line.yaml", ""),
        ("a.yaml", ""),
        ("portfolio.yaml", ""),
    ],
)
def test_only_a_name_that_is_spelt_much_like_it_is_proposed(write, asked: str, meant: str) -> None:
    write("b.yaml", "")
    write("small.csv", "")
    (line,) = told(asked)
    assert line.removeprefix(f"{asked}: there is no such file") == (f"; {meant}" if meant else "")


def test_a_folder_is_not_a_file(write, tmp_path) -> None:
    assert "is not a file" in told(tmp_path)[0]


@pytest.mark.parametrize("name", ["a\0b.yaml", "x" * 300 + ".yaml"])
def test_impossible_names_are_refused(write, name: str) -> None:
    with pytest.raises(InputError):
        load_scenario(name)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("x" * 300 + ".yaml", "the file cannot be read: File name too long"),
        ("/".join("x" * 3000) + ".yaml", "the file cannot be read: File name too long"),
        ('"a\\0b.yaml"', "there is no such file"),
        (".", "is not a file"),
        ("/dev/zero", "is not a file"),
    ],
)
@pytest.mark.parametrize("key", ["extends", "portfolio"])
def test_a_name_under_which_nothing_can_be_read_is_told_where_it_stands(
    write, key: str, stated: str, expected: str
) -> None:
    (line,) = told(write("x.yaml", f"horizon: 2029-12-31\n{key}: {stated}\n"))
    assert line.startswith(f"x.yaml:2:1: {key}: {expected}"), line
    assert len(line) < 200


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\x85"])
def test_lines_are_counted_whatever_ends_them(write, ending: str) -> None:
    Path("x.yaml").write_bytes(ending.join(["extends: baseline.yaml", "name: x", "seed: -1", ""]).encode())
    assert told("x.yaml") == ["x.yaml:3:1: seed: must be at least 0 (got -1)"]


def test_yaml_1_1_surprises_stay_text_and_anchors_work(write) -> None:
    path = write(
        "x.yaml",
        """\
        extends: baseline.yaml
        description: no
        portfolio:
          projects:
            P01:
              name: 007
              programme: on
              packages: {build: &work {stage: 12:30}, extra: {<<: *work, duration: 5}}
        """,
    )
    scenario = load_scenario(path)
    project = scenario.portfolio.projects[0]
    assert (scenario.description, project.name, project.programme) == ("no", "007", "on")
    assert [package.stage for package in project.packages] == ["12:30", "work", "12:30"]
