"""Small frames to draw."""

from datetime import date

import pandas as pd

from workbench.charts.numbers import Figures

MILLIONS = Figures("€", "m", 1e6)


def differences() -> pd.DataFrame:
    rows = [
        ("Close", -4.9e6, -8.8e6, -0.3e6, -13.0e6, 2.5e6, 0.23, True),
        ("Extend", 0.7e6, -0.6e6, 1.9e6, -1.6e6, 3.4e6, 0.59, False),
        ("Cut", -1.3e6, -2.5e6, -0.1e6, -4.5e6, 1.4e6, 0.33, True),
    ]
    return pd.DataFrame(rows, columns=["label", "mean", "low", "high", "p10", "p90", "better", "decided"])


def states() -> pd.DataFrame:
    rows = [("Working", 5.64, 5.94), ("Rework", 1.14, 1.94), ("Waiting", 3.94, 4.64)]
    return pd.DataFrame(rows, columns=["label", "today", "what_if"])


def promises() -> pd.DataFrame:
    rows = []
    for k, (label, due, change) in enumerate(
        [("Archive", "2028-09-30", "worse"), ("Portal", "2028-03-31", ""), ("Tests", "2027-06-30", "better")]
    ):
        row: dict[str, object] = {"label": label, "due": pd.Timestamp(due), "change": change}
        for key, later in (("today", 0), ("what_if", 20)):
            start = pd.Timestamp("2027-02-01") + pd.Timedelta(days=30 * k)
            row[f"start_{key}"] = start
            for days, quantile in ((200, "p10"), (260, "p50"), (340, "p90")):
                row[f"{quantile}_{key}"] = start + pd.Timedelta(days=days + later)
            row[f"chance_{key}"] = 0.9 - 0.2 * k - later / 100
        rows.append(row)
    rows[0]["p90_what_if"] = pd.NaT
    return pd.DataFrame(rows)


def pools() -> pd.DataFrame:
    rows = []
    for label, mean in (("Testers", 0.6), ("Developers", 0.94)):
        row: dict[str, object] = {"label": label}
        for key, less in (("today", 0.0), ("what_if", 0.1)):
            for what, shift in (("mean", 0.0), ("low", -0.02), ("high", 0.02)):
                row[f"{what}_{key}"] = mean - less + shift
        rows.append(row)
    return pd.DataFrame(rows)


def sweep() -> pd.DataFrame:
    rows = []
    for series, top in (("cost of delay", 5.5e6), ("board score", 3.0e6)):
        for lever in range(4, 25, 2):
            mean = top - (lever - 10) ** 2 * 5e4
            rows.append((series, lever, mean, mean - 1e6, mean + 1e6, 8 <= lever <= 12, lever == 16))
    return pd.DataFrame(rows, columns=["series", "lever", "mean", "low", "high", "flat", "today"])


def crossed() -> pd.DataFrame:
    rows = [
        ("today's decisions", "today's delivery", "today", 0.0, 0.0, 0.0),
        ("better decisions", "today's delivery", "better decisions alone", 7.8e6, 6.8e6, 8.8e6),
        ("today's decisions", "better delivery", "better delivery alone", 4.4e6, 2.4e6, 6.3e6),
        ("better decisions", "better delivery", "both", 11.2e6, 8.9e6, 13.5e6),
    ]
    return pd.DataFrame(rows, columns=["series", "place", "label", "mean", "low", "high"])


def heat() -> pd.DataFrame:
    rows = [
        (choice, f"level {level}", mean, mean - 1e6, mean + 1e6, choice == "cost of delay first")
        for choice, shift in (("first come, all at once", 0.0), ("cost of delay first", 7e6))
        for level, mean in ((k, shift + (5 * k - 13) * 1e6) for k in range(1, 6))
    ]
    return pd.DataFrame(rows, columns=["row", "column", "mean", "low", "high", "best"])


def future() -> tuple[pd.DataFrame, pd.DataFrame, list[str]]:
    """Spans, marks and labels of a Gantt: one project completed, one stopped, one never begun."""
    day = pd.Timestamp("2027-01-04")

    def at(days: float) -> pd.Timestamp:
        return day + pd.Timedelta(days=days)

    spans = [
        (0, "waiting", at(0), at(30)),
        (0, "people", at(30), at(44.5)),
        (0, "work", at(44.5), at(120)),
        (0, "rework", at(120), at(150)),
        (1, "work", at(0), at(60)),
    ]
    marks = [
        (0, "gate", at(100)),
        (0, "promised", at(140)),
        (0, "completed", at(150)),
        (1, "stopped", at(60)),
    ]
    return (
        pd.DataFrame(spans, columns=["row", "kind", "start", "end"]),
        pd.DataFrame(marks, columns=["row", "kind", "day"]),
        ["Portal", "Archive", "A project with a name that is longer than its room in the picture"],
    )


def lists() -> pd.DataFrame:
    rows = []
    for k in range(5):
        row: dict[str, object] = {"name": f"greedy, {10 + k} projects", "curve": "greedy", "projects": 10 + k}
        for name, middle, reach in (("value", 5e6 + 4e5 * k, 3e5), ("worst", 1e6 - 3e5 * k, 5e5)):
            row |= {name: middle, f"{name}_low": middle - reach, f"{name}_high": middle + reach}
        rows.append(row | {"alignment": 100.0 + k, "n": 200, "dominated_by": ""})
    rows[1]["dominated_by"] = "greedy, 12 projects"
    rows.append(rows[2] | {"name": "50% on the worst futures", "curve": "balanced", "worst": 1.2e6})
    return pd.DataFrame(rows)


def few_lists() -> pd.DataFrame:
    """Of so few futures that an average of the worst has no range; the last list is today's."""
    rows = lists().assign(worst_low=float("nan"), worst_high=float("nan"), members="On it: all projects.")
    rows["alignment_low"], rows["alignment_high"] = rows["alignment"] - 3, rows["alignment"] + 3
    rows.loc[len(rows) - 1, ["name", "curve"]] = ["today’s list", "today"]
    return rows


def lights() -> pd.DataFrame:
    """Two projects above the line and two below it, one of them of unknown value."""
    rows = [
        ("A Broker desk", 4e6, True, "costs €1.0m"),
        ("B Fraud signals", 1e6, True, "costs €2.0m"),
        ("C Cockpit", -4e5, False, "costs €404k more than it brings; for A the plan loses €2.9m"),
        ("D Workplace", float("nan"), False, "forced out by hand"),
    ]
    frame = pd.DataFrame(rows, columns=["label", "value", "above", "why"])
    return frame.assign(tip=frame["label"])


def promised() -> pd.DataFrame:
    """Two lists by plan and simulated."""
    columns = ["label", "plan", "mean", "low", "high", "p10", "p90", "n"]
    rows = [
        ("this list", 9e6, 6e6, 5.5e6, 6.5e6, 3e6, 8e6, 200),
        ("today’s list", 8e6, 5e6, 4.4e6, 5.6e6, 2e6, 8e6, 200),
    ]
    return pd.DataFrame(rows, columns=columns)


def alignment() -> pd.DataFrame:
    """Score delivered by two scenarios over three years."""
    rows = [
        (name, date(2027 + k // 12, k % 12 + 1, 1), 21.0 * k, slope * k, slope * k - 9, slope * k + 9)
        for name, slope in (("as today", 20.0), ("new order", 26.0))
        for k in range(36)
    ]
    return pd.DataFrame(rows, columns=["scenario", "date", "day", "mean", "low", "high"])


def exchange() -> pd.DataFrame:
    """Gains of three scenarios by what a point is worth; the best one turns at 40,000."""
    rows = [
        (rate, name, gain, gain - 0.4e6, gain + 0.4e6, name == best, ruled_out)
        for rate in (0.0, 20_000.0, 60_000.0, 80_000.0)
        for best in ["money first" if rate < 40_000 else "score first"]
        for name, gain, ruled_out in (
            ("as today", 0.0, True),
            ("money first", 2e6, rate > 60_000),
            ("score first", -2e6 + 100 * rate, rate < 40_000),
        )
    ]
    columns = ["rate", "scenario", "gain", "gain_low", "gain_high", "best", "ruled_out"]
    return pd.DataFrame(rows, columns=columns)


def progress() -> pd.DataFrame:
    rows = []
    for name, pace in (("planned", 2.0), ("earned", 1.0), ("paid", 1.5), ("told", 0.9)):
        for k in range(10):
            mean = pace * k * 1e6
            rows.append((name, pd.Timestamp(2027, 1 + k, 4).date(), mean, 0.8 * mean, 1.2 * mean))
    return pd.DataFrame(rows, columns=["series", "date", "mean", "p10", "p90"])


def pace() -> pd.DataFrame:
    found = progress().replace({"series": {"earned": "spi_t", "told": "told_spi_t"}})
    return found.assign(mean=0.8, p10=0.6, p90=1.1)


def errors() -> pd.DataFrame:
    rows = [("cost", "eac1", k / 5, 4.5 if k == 2 else 0.5 - k / 20, 0.1, 5.0) for k in range(1, 6)]
    return pd.DataFrame(rows, columns=["kind", "forecast", "share", "mean", "low", "high"])


def forecasts() -> pd.DataFrame:
    """One inside, one outside, one open whose range runs beyond the end of the run."""
    day = pd.Timestamp
    rows = [
        ("Portal", "2027-03-01", "2027-05-01", "2027-09-01", "2027-06-30", "2027-06-01", "inside", True),
        ("Tests", "2027-03-15", "2027-06-01", "2027-10-01", None, "2027-11-02", "later", False),
        ("Archive", "2027-08-01", None, None, "2027-12-31", None, "not known yet", False),
    ]
    names = ["label", "low", "middle", "high", "due", "completed", "stands", "held"]
    frame = pd.DataFrame(rows, columns=names)
    for name in names[1:6]:
        frame[name] = [pd.NaT if one is None else day(one) for one in frame[name]]
    return frame.assign(as_of=day("2027-12-31"))


def unpromised() -> pd.DataFrame:
    """One with a promise, one without, one that hardly ever ends and is new in the what-if."""
    rows = promises()
    rows.loc[1, "due"] = pd.NaT
    rows.loc[2, "due"] = pd.NaT
    for key in ("today", "what_if"):
        rows.loc[[1, 2], f"chance_{key}"] = float("nan")
        for quantile in ("p10", "p50", "p90"):
            rows.loc[2, f"{quantile}_{key}"] = pd.NaT
    return rows.assign(there_today=[True, True, False], there_what_if=True, n=200)


def over_time() -> pd.DataFrame:
    rows = []
    for series, pace in (("started", 2.0), ("completed", 1.0)):
        for side, more in (("today", 0.0), ("what_if", 0.5)):
            for k in range(14):
                mean = (pace + more) * k
                day = pd.Timestamp(2027 + k // 12, 1 + k % 12, 1).date()
                rows.append((series, side, day, mean, 0.8 * mean, 1.2 * mean))
    return pd.DataFrame(rows, columns=["series", "side", "day", "mean", "p10", "p90"])


def use_by_month() -> pd.DataFrame:
    """A pool that changes, and one where nobody is there at first."""
    nan = float("nan")
    rows = []
    for k in range(14):
        day = pd.Timestamp(2027 + k // 12, 1 + k % 12, 1).date()
        rows.append(("Developers", day, 1.2 - k / 20, 1.0 - k / 20, -0.2, -0.25, -0.15, True))
        known = (0.4, 0.41, 0.01, -0.02, 0.04) if k else (nan,) * 5
        rows.append(("Testers", day, *known, False))
    names = ["pool", "day", "today", "what_if", "gap", "low", "high", "decided"]
    return pd.DataFrame(rows, columns=names)
