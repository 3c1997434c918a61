"""One command per file; their modules import click alone until a command runs."""

from workbench.interfaces.cli.commands.advice import advice
from workbench.interfaces.cli.commands.app import app
from workbench.interfaces.cli.commands.assess import assess
from workbench.interfaces.cli.commands.assumptions import assumptions
from workbench.interfaces.cli.commands.batch import batch
from workbench.interfaces.cli.commands.bottlenecks import bottlenecks
from workbench.interfaces.cli.commands.business_case import business_case
from workbench.interfaces.cli.commands.cash import cash
from workbench.interfaces.cli.commands.compare import compare
from workbench.interfaces.cli.commands.decide import decide
from workbench.interfaces.cli.commands.demo import demo
from workbench.interfaces.cli.commands.diff import diff
from workbench.interfaces.cli.commands.earned import earned
from workbench.interfaces.cli.commands.evidence import evidence
from workbench.interfaces.cli.commands.explain import explain
from workbench.interfaces.cli.commands.export import export
from workbench.interfaces.cli.commands.frontier import frontier
from workbench.interfaces.cli.commands.import_ import import_
from workbench.interfaces.cli.commands.interplay import interplay
from workbench.interfaces.cli.commands.lab import lab
from workbench.interfaces.cli.commands.new import new
from workbench.interfaces.cli.commands.practices import practices
from workbench.interfaces.cli.commands.publish import publish
from workbench.interfaces.cli.commands.reproduce import reproduce
from workbench.interfaces.cli.commands.risk import risk
from workbench.interfaces.cli.commands.roadmaps import roadmaps
from workbench.interfaces.cli.commands.run import run
from workbench.interfaces.cli.commands.runs import runs
from workbench.interfaces.cli.commands.schema import schema
from workbench.interfaces.cli.commands.select import select
from workbench.interfaces.cli.commands.sensitivity import sensitivity
from workbench.interfaces.cli.commands.trace import trace
from workbench.interfaces.cli.commands.track import track
from workbench.interfaces.cli.commands.validate import validate
from workbench.interfaces.cli.commands.value import value
from workbench.interfaces.cli.commands.weights import weights

COMMANDS = (
    demo,
    new,
    validate,
    schema,
    run,
    compare,
    select,
    frontier,
    decide,
    trace,
    earned,
    track,
    risk,
    bottlenecks,
    sensitivity,
    explain,
    value,
    practices,
    roadmaps,
    interplay,
    advice,
    cash,
    business_case,
    batch,
    publish,
    runs,
    diff,
    export,
    reproduce,
    import_,
    weights,
    assess,
    assumptions,
    evidence,
    lab,
    app,
)

__all__ = ["COMMANDS"]
