"""The columns that are understood, and the words by which people call them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a column holds; it decides how cells and units are read."""

    TEXT = "text"
    MONEY = "money"
    MONEY_PER_YEAR = "money per year"
    MONEY_PER_DAY = "money per working day"
    DAYS = "working days"
    YEARS = "years"
    PEOPLE = "FTE"
    SHARE = "share"
    DATE = "date"
    YES_NO = "yes or no"
    URGENCY = "urgency"


@dataclass(frozen=True)
class Field:
    """A column: what it holds, what it is for, and how headings may call it."""

    kind: Kind
    about: str
    aliases: tuple[str, ...]


PROJECT_FIELDS: Mapping[str, Field] = {
    "id": Field(
        Kind.TEXT,
        "short key, unique",
        (
            "project id",
            "project no",
            "project number",
            "project key",
            "no",
            "nr",
            "key",
            "projekt id",
            "projektnummer",
            "projekt nr",
            "projektnr",
            "projektkürzel",
            "kürzel",
            "nummer",
            "kennung",
            "vorhaben nr",
        ),
    ),
    "name": Field(
        Kind.TEXT,
        "what people call it",
        (
            "project",
            "project name",
            "project title",
            "title",
            "projekt",
            "projektname",
            "projekttitel",
            "titel",
            "bezeichnung",
            "projektbezeichnung",
            "vorhaben",
        ),
    ),
    "class": Field(
        Kind.TEXT,
        "kind of project, for comparison with history",
        (
            "reference class",
            "project class",
            "project type",
            "type",
            "category",
            "klasse",
            "projektklasse",
            "referenzklasse",
            "projektart",
            "projekttyp",
            "art",
            "typ",
            "kategorie",
        ),
    ),
    "programme": Field(
        Kind.TEXT, "programme it belongs to", ("program", "programm", "portfolio programme", "initiative")
    ),
    "value_per_year": Field(
        Kind.MONEY_PER_YEAR,
        "yearly benefit once it is completed",
        (
            "value",
            "annual value",
            "yearly value",
            "benefit",
            "benefits",
            "benefit per year",
            "annual benefit",
            "annual benefits",
            "yearly benefit",
            "savings per year",
            "annual savings",
            "nutzen",
            "nutzen pro jahr",
            "nutzen je jahr",
            "jahresnutzen",
            "jährlicher nutzen",
            "nutzen jährlich",
            "wert pro jahr",
            "wert je jahr",
            "einsparung pro jahr",
            "jährliche einsparung",
            "ertrag pro jahr",
        ),
    ),
    "due_date": Field(
        Kind.DATE,
        "promised date",
        (
            "due",
            "deadline",
            "target date",
            "promised date",
            "go live",
            "go live date",
            "fällig",
            "fällig am",
            "fälligkeit",
            "fälligkeitsdatum",
            "fälligkeitstermin",
            "termin",
            "endtermin",
            "zieltermin",
            "stichtag",
            "fertig bis",
        ),
    ),
    "duration_days": Field(
        Kind.DAYS,
        "planned working days with the team stated",
        (
            "duration",
            "planned duration",
            "working days",
            "dauer",
            "projektdauer",
            "plandauer",
            "geplante dauer",
            "laufzeit",
            "dauer arbeitstage",
            "arbeitstage",
        ),
    ),
    "team_size": Field(
        Kind.PEOPLE,
        "people at work on it at a time",
        (
            "team",
            "fte",
            "ftes",
            "people",
            "headcount",
            "staff",
            "teamgröße",
            "personen",
            "mitarbeiter",
            "anzahl mitarbeiter",
            "vzä",
            "vollzeitkräfte",
            "köpfe",
        ),
    ),
    "pool": Field(
        Kind.TEXT,
        "the people who work on it",
        (
            "resource pool",
            "team name",
            "department",
            "skill",
            "role",
            "ressourcenpool",
            "ressource",
            "abteilung",
            "bereich",
            "team pool",
            "rolle",
            "einheit",
        ),
    ),
    "intake_date": Field(
        Kind.DATE,
        "date on which it is proposed",
        (
            "intake",
            "proposed on",
            "requested on",
            "request date",
            "submitted on",
            "antragsdatum",
            "eingang",
            "eingangsdatum",
            "beantragt am",
            "anmeldung",
            "anmeldedatum",
            "eingereicht am",
        ),
    ),
    "started_on": Field(
        Kind.DATE,
        "date on which work began; only for projects under way",
        (
            "started",
            "actual start",
            "actual start date",
            "begun on",
            "gestartet",
            "gestartet am",
            "begonnen am",
            "ist start",
            "ist beginn",
            "tatsächlicher start",
            "tatsächlicher beginn",
        ),
    ),
    "share_complete": Field(
        Kind.SHARE,
        "share of the work that is done",
        (
            "complete",
            "completed",
            "percent complete",
            "progress",
            "done",
            "fortschritt",
            "fertigstellung",
            "fertigstellungsgrad",
            "fertig",
            "erledigt",
            "fortschritt prozent",
        ),
    ),
    "benefit_years": Field(
        Kind.YEARS,
        "years for which the benefit lasts",
        (
            "benefit duration",
            "years of benefit",
            "lifetime",
            "nutzungsdauer",
            "nutzenjahre",
            "jahre nutzen",
            "nutzendauer",
        ),
    ),
    "urgency": Field(
        Kind.URGENCY,
        "steady, fixed date or closing window",
        ("urgency type", "time profile", "dringlichkeit", "terminart", "dringlichkeitsart", "zeitbindung"),
    ),
    "budget": Field(
        Kind.MONEY,
        "planned cost in all",
        (
            "cost",
            "planned cost",
            "total cost",
            "project budget",
            "kosten",
            "plankosten",
            "gesamtkosten",
            "projektbudget",
            "gesamtbudget",
            "planbudget",
        ),
    ),
    "lateness_cost_per_day": Field(
        Kind.MONEY_PER_DAY,
        "what each working day after the due date costs",
        (
            "lateness cost",
            "penalty per day",
            "penalty",
            "late cost per day",
            "verzugskosten",
            "verzugskosten pro tag",
            "verzugskosten je tag",
            "pönale",
            "pönale pro tag",
            "vertragsstrafe pro tag",
            "verspätungskosten pro tag",
        ),
    ),
    "mandatory": Field(
        Kind.YES_NO,
        "must be done",
        (
            "must do",
            "regulatory",
            "compulsory",
            "pflicht",
            "pflichtprojekt",
            "muss",
            "muss projekt",
            "gesetzlich",
        ),
    ),
    "planned_start": Field(
        Kind.DATE,
        "planned first day; gives intake or start where they are not stated",
        (
            "start",
            "start date",
            "begin",
            "planned start date",
            "planstart",
            "geplanter start",
            "beginn",
            "geplanter beginn",
            "startdatum",
            "startermin",
            "starttermin",
        ),
    ),
    "planned_end": Field(
        Kind.DATE,
        "planned last day; gives duration and due date where they are not stated",
        (
            "end",
            "end date",
            "finish",
            "finish date",
            "planned finish",
            "planned end date",
            "planende",
            "geplantes ende",
            "ende",
            "enddatum",
        ),
    ),
}

POOL_FIELDS: Mapping[str, Field] = {
    "id": Field(
        Kind.TEXT,
        "short key, as in the column pool of the projects",
        ("pool", "pool id", "team", "kürzel", "key"),
    ),
    "name": Field(Kind.TEXT, "what people call it", ("pool name", "bezeichnung", "title", "titel")),
    "capacity": Field(
        Kind.PEOPLE,
        "people in the pool",
        ("fte", "ftes", "people", "headcount", "kapazität", "personen", "mitarbeiter", "vzä", "köpfe"),
    ),
    "cost_per_fte_day": Field(
        Kind.MONEY_PER_DAY,
        "what a person costs a day",
        (
            "cost per day",
            "day rate",
            "daily rate",
            "rate",
            "tagessatz",
            "kosten pro tag",
            "kosten je tag",
            "kosten pro fte tag",
            "satz",
        ),
    ),
    "operations_share": Field(
        Kind.SHARE,
        "share kept by daily operations",
        (
            "operations",
            "run share",
            "daily operations",
            "tagesgeschäft",
            "anteil tagesgeschäft",
            "linie",
            "anteil linie",
            "betriebsanteil",
            "anteil betrieb",
        ),
    ),
}

POOL_SHEETS = ("pools", "pool", "capacity", "resources", "teams", "kapazität", "kapazitäten", "ressourcen")
"""Names of the sheet that holds the pools; a name that begins with one of them will do."""
