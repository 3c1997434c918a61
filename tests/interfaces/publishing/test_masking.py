"""What a masked run must not hold, and what it must still say."""

import base64
import gzip
import json
import re
import shutil
import types
import typing
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from pydantic import BaseModel

from tests.interfaces.publishing.named_portfolio import MARK, NAMES, scenarios
from workbench.errors import InputError
from workbench.experiment import compare, simulate, write_run
from workbench.experiment.masked import Audience, Pseudonyms
from workbench.experiment.past_runs import past_runs
from workbench.experiment.reproduction import reproduced
from workbench.experiment.results import Comparison, Results
from workbench.experiment.run_folder import load_run
from workbench.interfaces.cli.publishing import published
from workbench.interfaces.cli.run_list import runs_json, show_runs
from workbench.interfaces.publishing import site as site_maker
from workbench.interfaces.publishing.masking import for_audience, runs_for_audience
from workbench.interfaces.publishing.readers import Readers
from workbench.interfaces.publishing.text_places import PLACES
from workbench.interfaces.reports import open_comparison, open_scenario
from workbench.interfaces.reports.agreements import Agreement, write_agreements
from workbench.interfaces.reports.folder import open_run
from workbench.interfaces.studies.reproducing import reproduction_lines
from workbench.scenario import Scenario

FUTURES = 40
OWNER = "zqvxAnna Huber"
ON, OFF, BOARD, TEAM = Pseudonyms.ON, Pseudonyms.OFF, Audience.BOARD, Audience.TEAM


@pytest.fixture(scope="module")
def found() -> Comparison:
    return compare(scenarios(), FUTURES, engine="simpy", twins=0, name="zqvxspring")


@pytest.fixture(scope="module")
def run(found: Comparison, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_run(found, tmp_path_factory.mktemp("zqvxrun"))
    signed = [
        Agreement("Discount rate a year", "8 %", OWNER, date(2026, 11, 3)),
        Agreement("Column “zqvxNutzen”", "as zqvxPoints", OWNER, date(2026, 11, 4)),
    ]
    write_agreements(signed, folder)
    return folder


def masked(run: Path, audience: Audience, how: Pseudonyms, factory: pytest.TempPathFactory) -> Path:
    return for_audience(run, audience, how, factory.mktemp("out") / "masked")


@pytest.fixture(scope="module")
def named_nobody(run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return masked(run, TEAM, ON, tmp_path_factory)


@pytest.fixture(scope="module")
def boards(run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return masked(run, BOARD, OFF, tmp_path_factory)


def texts_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Everything that can be read in a folder, names of files among it, and what is packed inside."""
    for path in sorted(folder.rglob("*")):
        yield str(path), str(path.relative_to(folder))
        if path.is_file():
            yield from ((str(path), text) for text in unpacked(path))


def unpacked(path: Path) -> Iterator[str]:
    content = path.read_bytes()
    yield content.decode("utf-8", "replace")
    if path.suffix == ".parquet":
        table = pq.read_table(path)
        yield str(table.schema) + str(table.schema.metadata)
        for column in table.columns:
            for chunk in column.chunks:
                yield str(getattr(chunk, "dictionary", chunk).unique().to_pylist()[:100_000])
    for packed in re.findall(rb"[A-Za-z0-9+/]{40,}={0,2}", content):
        bare = packed.rstrip(b"=")
        raw = base64.b64decode(bare[: len(bare) // 4 * 4])
        yield raw.decode("utf-8", "replace")
        for unpack in (gzip.decompress, zlib.decompress):
            try:
                yield unpack(raw).decode("utf-8", "replace")
            except (OSError, EOFError, zlib.error):
                continue


def left(folder: Path, names: Sequence[str] = (MARK,)) -> list[str]:
    pattern = re.compile("|".join(names), re.IGNORECASE)
    return [f"{path}: {hit[0]}" for path, text in texts_of(folder) for hit in pattern.finditer(text)]


@pytest.mark.parametrize("audience", list(Audience))
def test_no_name_is_left_anywhere(
    run: Path, audience: Audience, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert left(run)
    assert left(masked(run, audience, ON, tmp_path_factory)) == []


def test_the_search_finds_what_is_packed(tmp_path: Path) -> None:
    secret = gzip.compress(b"a name zqvxAtlas that nobody should find" * 3)
    (tmp_path / "a.html").write_bytes(b"<script>" + base64.b64encode(secret) + b"</script>")
    pd.DataFrame({"project": pd.Categorical(["x"], categories=["x", "zqvxAtlas"])}).to_parquet(
        tmp_path / "b.parquet"
    )
    assert {Path(one.split(": ")[0]).name for one in left(tmp_path)} == {"a.html", "b.parquet"}


def test_figures_are_those_of_the_run(found: Comparison, named_nobody: Path, boards: Path) -> None:
    for folder in (named_nobody, boards):
        for table in ("summary", "differences", "commitments", "states"):
            ours = getattr(found, table)().select_dtypes("number")
            theirs = pd.read_csv(folder / f"{table}.csv")[list(ours)]
            order = list(ours)
            pd.testing.assert_frame_equal(
                ours.sort_values(order, ignore_index=True),
                theirs.sort_values(order, ignore_index=True),
                rtol=1e-12,
                check_dtype=False,
            )
        again = load_run(folder)
        assert isinstance(again, Comparison)
        means = [sorted(one.differences()["mean"]) for one in (again, found)]
        assert means[0] == pytest.approx(means[1], rel=1e-12)


@pytest.mark.parametrize("audience", list(Audience))
def test_a_run_that_keeps_few_rows_is_masked_too(tmp_path: Path, audience: Audience) -> None:
    few = compare(scenarios(), FUTURES, engine="simpy", twins=0, detail=5, name="zqvxfew")
    folder = for_audience(write_run(few, tmp_path / "run"), audience, ON, tmp_path / "masked")
    assert left(folder) == []
    again = load_run(folder)
    chances = [sorted(one.commitments()["probability"].dropna()) for one in (few, again)]
    assert chances[0] == pytest.approx(chances[1], rel=1e-12) and chances[0]
    front = open_comparison(str(folder), "").front().text
    assert figures_of(front) == figures_of(open_comparison(str(tmp_path / "run"), "").front().text)


def test_names_are_the_same_in_every_scenario_and_file(named_nobody: Path) -> None:
    again = load_run(named_nobody)
    ids = [tuple(one.id for one in each.portfolio.projects) for each in again.scenarios]
    assert ids == [tuple(f"Project {k}" for k in range(1, 7))] * 3
    assert set(again.projects["project"]) == set(ids[0])
    assert set(pd.read_csv(named_nobody / "commitments.csv")["project"]) <= set(ids[0])
    pools = {f"utilisation.{one.id}" for one in again.scenarios[0].portfolio.pools}
    assert pools <= set(pd.read_csv(named_nobody / "summary.csv")["measure"])
    assert again.names == ("baseline", "wip-6", "What-if 1")


def test_runs_that_are_shown_together_share_their_pseudonyms(tmp_path: Path) -> None:
    """As those of a batch, each of one scenario."""
    places = {}
    for scenario in scenarios():
        few = simulate(scenario, 4, engine="simpy", twins=0)
        places[write_run(few, tmp_path / scenario.name)] = tmp_path / "masked" / str(len(places))
    runs_for_audience(places, BOARD, ON)
    assert left(tmp_path / "masked") == []
    found = [load_run(one).scenarios[0] for one in places.values()]
    named = [{p.id: p.benefit.per_year for p in one.portfolio.projects} for one in found]
    assert named[0] == named[1] == named[2]
    assert sum(name.startswith("Unnamed") for name in named[0]) == 2
    assert [one.name for one in found] == ["baseline", "wip-6", "What-if 1"]


def test_numbers_follow_no_order(run: Path, named_nobody: Path) -> None:
    """By benefit, which rises with the place in the file."""
    values = [one.benefit.per_year for one in load_run(named_nobody).scenarios[0].portfolio.projects]
    assert values != sorted(values) and values != sorted(values, reverse=True)


def test_texts_of_our_words_stay_and_others_go(named_nobody: Path) -> None:
    portfolio = load_run(named_nobody).scenarios[0].portfolio
    said = [(one.what, one.value) for one in portfolio.assumptions]
    assert said[0] == ("yearly value (3 of 6 projects)", "€1m")
    assert re.fullmatch(r"Assumption \d", said[1][0]) and re.fullmatch(r"not shown \(\d\)", said[1][1])
    assert said[2] == ("pool capacity (1 of 3 pools)", f"{_pool(named_nobody, 5)} 5 FTE")
    assert portfolio.source is not None and portfolio.source.more_dropped == 1
    titles = [one.title for one in load_run(named_nobody).manifest.scenarios]
    assert titles == ["baseline", "wip-6", "What-if 1"]


def _pool(folder: Path, capacity: float) -> str:
    return next(p.id for p in load_run(folder).scenarios[0].portfolio.pools if p.capacity == capacity)


def test_what_was_signed_stays_signed(named_nobody: Path, boards: Path) -> None:
    signed = pd.read_csv(named_nobody / "agreed.csv")
    what = [one.what for one in load_run(named_nobody).scenarios[0].portfolio.assumptions]
    assert signed["assumption"].tolist() == ["Discount rate a year", what[1]]
    assert set(signed["owner"]) == {"Person 1"}
    assert pd.read_csv(boards / "agreed.csv")["owner"].isna().all()


def test_a_board_reads_neither_who_is_dropped_nor_what_becomes_of_a_project(boards: Path) -> None:
    hidden = [NAMES[3], NAMES[5], "zqvxP3", "zqvxP5", "zqvxd3", "Huber"]
    assert left(boards, [rf"(?<!\w){one}(?!\w)" for one in hidden]) == []
    assert left(boards, [NAMES[1]])
    dates_of_the_dropped = ["2027-09-15", "15 Sep"]
    assert left(boards, dates_of_the_dropped) == []
    again = load_run(boards)
    assert again.projects.empty and not (boards / "outcomes.csv").read_text().count("terminated")
    dates = pd.read_csv(boards / "commitments.csv")
    unnamed = dates[dates["project"].str.startswith("Unnamed")]
    assert unnamed["due"].isna().all() and unnamed["finish_p50"].isna().all()
    assert unnamed["probability"].notna().all()


def test_it_says_that_it_is_masked(
    named_nobody: Path,
    boards: Path,
    found: Results,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Wide enough for a row to stand in one line, however long the folder of the test is.
    monkeypatch.setenv("COLUMNS", "400")
    manifest = json.loads((boards / "manifest.json").read_text())
    assert manifest["masked"]["audience"] == "board" and manifest["masked"]["pseudonyms"] == "off"
    assert len(manifest["masked"]["unlisted"]) == 2
    listed = runs_json(past_runs(boards))
    assert json.loads(listed)["runs"][0]["masked"] is True
    show_runs(past_runs(boards), [boards])
    assert "masked for a board" in " ".join(capsys.readouterr().out.split())
    hashes = [one.hash for one in load_run(named_nobody).manifest.scenarios]
    assert hashes == [one.hash for one in found.scenarios]


def test_readers_that_a_newer_version_knows_are_refused_in_words(named_nobody: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(named_nobody, tmp_path / "newer")
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    told["masked"]["audience"] = "press"
    (folder / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    for read in (load_run, lambda one: open_run(one, "")):
        with pytest.raises(InputError, match="does not know for whom the run was masked"):
            read(folder)


def test_it_is_not_made_again_and_the_reason_is_that_it_is_masked(named_nobody: Path) -> None:
    def never(_: object, __: int) -> Results:
        raise AssertionError("it must not be simulated")

    found = reproduced(load_run(named_nobody), never)
    assert not found.identical and not found.deviations
    assert next(reproduction_lines(found)).startswith("Cannot be made again (made ")
    assert [one for one in found.reasons if "masked" in one] == list(found.reasons)


@pytest.mark.slow
def test_a_site_of_a_masked_run_holds_no_name_and_the_same_figures(
    run: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages, single files, charts, tables, scenarios, and the executed notebooks in the masked folder."""
    monkeypatch.setattr(site_maker, "printer", lambda: None)
    folder = masked(run, BOARD, ON, tmp_path_factory)
    site = tmp_path_factory.mktemp("sites") / "site"
    made = published(folder, site, Readers(TEAM, OFF), 2).made
    assert made.reports == 4 and not made.failed
    assert {one.suffix for one in site.rglob("*")} >= {".html", ".svg", ".png", ".csv", ".json"}
    assert len(list(folder.rglob("*.ipynb"))) == 4
    assert left(site) == [] and left(folder) == []
    ours, theirs = (open_comparison(str(one), "").front().text for one in (run, folder))
    assert figures_of(ours) == figures_of(theirs)
    assert "Masked for its readers" in theirs and "Masked" not in ours
    promises = open_scenario(str(folder), "What-if 1", "").promises().text
    assert "One promised date is of a project that is not named here" in promises
    assert "Unnamed" not in promises[promises.index("<figure") :]


def test_dates_of_the_dropped_are_counted_and_not_called_by_a_number(run: Path, boards: Path) -> None:
    """Whose promise gets worse stands on page one and above the dates."""
    ours = open_scenario(str(run), "without-zqvxDrift", "")
    theirs = open_scenario(str(boards), "What-if 1", "")
    assert "zqvxDrift" in re.sub(r"without-zqvxDrift", "", ours.front().text), "it would be named"
    assert "clearly worse" in theirs.front().text and "clearly worse" in theirs.promises().text
    assert "but for when promised dates are met and how likely that is" in theirs.front().text
    assert re.search(r"each chance is known to ±\d+ of \d+", theirs.promises().text), "chances are shown"
    assert "Unnamed" not in theirs.front().text + theirs.promises().text
    assert "Unnamed" not in open_comparison(str(boards), "").front().text


def figures_of(page: str) -> list[str]:
    """Amounts of money and shares on a page, in order."""
    return re.findall(r"[−+]?€[\d.,]+[mk]?|\d+ of \d+", re.sub(r"<[^>]+>", "", page))


def test_what_is_masked_is_not_masked_again_and_nothing_else_is_replaced(
    run: Path, named_nobody: Path, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="is masked for its readers"):
        for_audience(named_nobody, TEAM, ON, tmp_path / "x")
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(InputError, match="is no masked run"):
        for_audience(run, TEAM, ON, tmp_path)
    with pytest.raises(InputError, match="holds the run"):
        for_audience(run, TEAM, ON, run)
    assert for_audience(run, TEAM, OFF, tmp_path) == run
    (named_nobody / "mine.txt").write_text("mine")
    with pytest.raises(InputError, match="would be lost: mine.txt"):
        for_audience(run, TEAM, ON, named_nobody)
    (named_nobody / "mine.txt").unlink()
    before = (named_nobody / "measures.parquet").read_bytes()
    assert for_audience(run, TEAM, ON, named_nobody) == named_nobody
    assert (named_nobody / "measures.parquet").read_bytes() == before


def test_every_text_of_a_scenario_has_its_place() -> None:
    """A new field of text is unmasked until somebody says what it names."""
    assert set(text_fields(Scenario)) == {one for one in PLACES if one != "pmo.standards.practices.{}"}


def text_fields(kind: typing.Any, place: tuple[str, ...] = ()) -> Iterator[str]:
    """Fields of a type that hold text which is no enumeration."""
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return
    if origin is typing.Annotated:
        yield from text_fields(inside[0], place)
    elif origin in (typing.Union, types.UnionType):
        for one in inside:
            yield from text_fields(one, place)
    elif origin in (tuple, list) or (origin and issubclass(origin, Sequence)):
        yield from text_fields(inside[0], (*place, "*"))
    elif origin and issubclass(origin, Mapping):
        yield from text_fields(inside[0], (*place, "{}"))
        yield from text_fields(inside[1], (*place, "*"))
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        for name, field in kind.model_fields.items():
            yield from text_fields(field.annotation, (*place, field.alias or name))
    elif isinstance(kind, type) and issubclass(kind, str) and not issubclass(kind, Enum):
        yield ".".join(place)
    else:
        assert isinstance(kind, type), kind
