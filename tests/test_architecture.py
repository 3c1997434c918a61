"""House rules that ruff, mypy and the import contract do not hold, each with a proof that it can fail."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILE_LINES = 400
FUNCTION_LINES = 70
LONG_FILES: dict[str, int] = {}  # path: agreed limit; every entry needs a reason beside it


@dataclass(frozen=True)
class Source:
    """One module of the package."""

    path: str
    text: str

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(ast.parse(self.text)))

    @property
    def module(self) -> str:
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        return (n for n in self.nodes if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))

    @property
    def imports(self) -> Iterator[tuple[ast.AST, str]]:
        """Each imported name in full: `from a import b` counts as `a.b`."""
        package = self.module if self.path.endswith("__init__.py") else self.module.rpartition(".")[0]
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from ((node, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                parents = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
                stem = ".".join([*parents, node.module] if node.module else parents)
                yield from ((node, f"{stem}.{alias.name}") for alias in node.names)


Finding = tuple[ast.AST | None, str]
Rule = Callable[[Source], Iterator[Finding]]


def dotted(node: ast.AST) -> str:
    """`a.b.c` for a chain of attributes, the bare name for a name, otherwise nothing."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def no_switches(source: Source) -> Iterator[Finding]:
    for function in source.functions:
        for default in [*function.args.defaults, *function.args.kw_defaults]:
            if isinstance(default, ast.Constant) and isinstance(default.value, bool):
                yield function, f"{function.name} has a boolean default: two functions, or an enum"


def only_addressed_randomness(source: Source) -> Iterator[Finding]:
    bit_generators = {"Philox", "Generator", "SeedSequence"}
    for node, name in source.imports:
        if name.split(".")[0] == "random" or (
            name.startswith("numpy.random.") and name.split(".")[2] not in bit_generators
        ):
            yield node, f"{name}: randomness comes from addressed draws only"
    for node in source.nodes:
        chain = dotted(node)
        found = re.fullmatch(r"(?:np|numpy)\.random\.(\w+)", chain)
        if (found and found[1] not in bit_generators) or chain.split(".")[-1] == "default_rng":
            yield node, f"{chain}: randomness comes from addressed draws only"


def no_star_imports(source: Source) -> Iterator[Finding]:
    for node, name in source.imports:
        if name.endswith(".*"):
            yield node, name


def seeds_are_compared_with_none(source: Source) -> Iterator[Finding]:
    for node in source.nodes:
        tested: list[ast.expr] = []
        if isinstance(node, ast.If | ast.IfExp | ast.While | ast.Assert):
            tested = [node.test]
        elif isinstance(node, ast.BoolOp):
            tested = node.values
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            tested = [node.operand]
        for expression in tested:
            if "seed" in dotted(expression).split(".")[-1].lower():
                yield node, f"{dotted(expression)}: 0 is a seed; write `is None`"


def safe_loaders(source: Source) -> set[str]:
    """Loaders of YAML that build no objects: PyYAML's, classes made from them, and other names for them."""
    safe = {"SafeLoader", "CSafeLoader", "BaseLoader"}
    for node in source.nodes:
        if isinstance(node, ast.ClassDef) and any(dotted(b).split(".")[-1] in safe for b in node.bases):
            safe.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            loaders = set(re.findall(r"\w*Loader\b", ast.unparse(node.value)))
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if loaders and loaders <= safe:
                safe |= {dotted(target) for target in targets}
    return safe


def nothing_is_executed_from_data(source: Source) -> Iterator[Finding]:
    for node, name in source.imports:
        if name.split(".")[0] in {"pickle", "dill", "cloudpickle", "marshal", "shelve"}:
            yield node, f"{name}: results are Parquet, JSON and YAML"
    safe = safe_loaders(source)
    for node in source.nodes:
        if not isinstance(node, ast.Call):
            continue
        name = dotted(node.func)
        loaders = [*node.args[1:2], *(k.value for k in node.keywords if k.arg == "Loader")]
        guarded = any(dotted(loader).split(".")[-1] in safe for loader in loaders)
        if name in {"eval", "exec"} or name.split(".")[-1] in {"to_pickle", "read_pickle"}:
            yield node, name
        elif re.fullmatch(r"yaml\.(unsafe_|full_)?load(_all)?", name) and not guarded:
            yield node, f"{name}: read with a safe loader"


def words(identifier: str) -> set[str]:
    return set(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", identifier).lower().split("_"))


def names_from_the_glossary(source: Source) -> Iterator[Finding]:
    banned = {"task", "tasks", "activity", "activities", "job", "trial", "trials"}
    banned |= {"util", "utils", "helper", "helpers", "manager"}
    for part in Path(source.path).with_suffix("").parts:
        if words(part) & (banned | {"misc", "common"}):
            yield None, f"{part}: name the file after its idea"
    for node in source.nodes:
        name = ""
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            name = node.name
        elif isinstance(node, ast.arg):
            name = node.arg
        elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
            name = dotted(node).split(".")[-1]
        if words(name) & banned:
            yield node, f"{name}: use the glossary's word (a package, a replication, what the thing is)"


def rules_are_the_same_bits_everywhere(source: Source) -> Iterator[Finding]:
    if not source.module.startswith("workbench.engines.rules"):
        return
    allowed = {"math", "math.sqrt", "math.exp", "math.log", "math.inf", "math.isinf"}
    for node, name in source.imports:
        if name.split(".")[0] == "numpy" or (name.startswith("math") and name not in allowed):
            yield node, f"{name} in a rule"
    for node in source.nodes:
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Pow):
            yield node, "** in a rule: multiply"
        elif isinstance(node, ast.Call) and dotted(node.func) in {"sum", "pow", "math.fsum"}:
            yield node, f"{dotted(node.func)} in a rule: add in a loop"
        elif (
            isinstance(node, ast.Attribute)
            and dotted(node).startswith("math.")
            and dotted(node) not in allowed
        ):
            yield node, f"{dotted(node)} in a rule: compute it once, in the plan or the draws"


def files_and_functions_are_small(source: Source) -> Iterator[Finding]:
    lines = source.text.count("\n")
    if lines > LONG_FILES.get(source.path, FILE_LINES):
        yield None, f"{lines} lines: a file has one idea"
    for function in source.functions:
        if length(function) > FUNCTION_LINES:
            yield function, f"{function.name} has {length(function)} lines"


RULES: list[Rule] = [
    no_switches,
    only_addressed_randomness,
    no_star_imports,
    seeds_are_compared_with_none,
    nothing_is_executed_from_data,
    names_from_the_glossary,
    rules_are_the_same_bits_everywhere,
    files_and_functions_are_small,
]


def cycle(sources: list[Source]) -> list[str]:
    """Modules that import each other, late and type-only imports included; empty where there are none."""
    modules = {source.module for source in sources}
    graph: dict[str, set[str]] = {}
    for source in sources:
        full = {name if name in modules else name.rpartition(".")[0] for _, name in source.imports}
        graph[source.module] = (full & modules) - {source.module}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


@pytest.fixture(scope="module")
def package() -> list[Source]:
    """Every module, parsed once for all rules."""
    paths = sorted((ROOT / "workbench").rglob("*.py"))
    return [Source(p.relative_to(ROOT).as_posix(), p.read_text(encoding="utf-8")) for p in paths]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_package_keeps(rule: Rule, package: list[Source]) -> None:
    findings = [
        f"{source.path}:{getattr(node, 'lineno', 1)}: {text}"
        for source in package
        for node, text in rule(source)
    ]
    assert not findings, "\n".join(findings)


def test_no_modules_import_each_other(package: list[Source]) -> None:
    found = cycle(package)
    assert not found, " -> ".join(found)


def test_the_list_of_long_files_has_no_entry_that_is_no_longer_needed(
    package: list[Source],
) -> None:
    needed = {s.path for s in package if s.text.count("\n") > FILE_LINES}
    assert set(LONG_FILES) <= needed


A_RULE = "workbench/engines/rules/index.py"
BAD: list[tuple[Rule, str, str]] = [
    (no_switches, "workbench/a.py", "def f(*, fast=False): ..."),
    (no_switches, "workbench/a.py", "class C:\n    def f(self, fast: bool = True): ..."),
    (only_addressed_randomness, "workbench/a.py", "import numpy as np\nnp.random.normal()"),
    (only_addressed_randomness, "workbench/a.py", "rng = numpy.random.default_rng(1)"),
    (only_addressed_randomness, "workbench/a.py", "from numpy.random import normal"),
    (only_addressed_randomness, "workbench/a.py", "import random"),
    (only_addressed_randomness, "workbench/a.py", "from random import choice"),
    (no_star_imports, "workbench/a.py", "from math import *"),
    (seeds_are_compared_with_none, "workbench/a.py", "if seed: ..."),
    (seeds_are_compared_with_none, "workbench/a.py", "x = scenario.seed or 1"),
    (seeds_are_compared_with_none, "workbench/a.py", "x = not base_seed"),
    (nothing_is_executed_from_data, "workbench/a.py", "import pickle"),
    (nothing_is_executed_from_data, "workbench/a.py", "frame.to_pickle('x')"),
    (nothing_is_executed_from_data, "workbench/a.py", "eval('1')"),
    (nothing_is_executed_from_data, "workbench/a.py", "yaml.load(text)"),
    (nothing_is_executed_from_data, "workbench/a.py", "yaml.load(text, Loader=yaml.Loader)"),
    (nothing_is_executed_from_data, "workbench/a.py", "L = yaml.Loader\nyaml.load(text, Loader=L)"),
    (nothing_is_executed_from_data, "workbench/a.py", "yaml.unsafe_load(text)"),
    (names_from_the_glossary, "workbench/utils.py", ""),
    (names_from_the_glossary, "workbench/plan_helpers/a.py", ""),
    (names_from_the_glossary, "workbench/a.py", "class TaskQueue: ..."),
    (names_from_the_glossary, "workbench/a.py", "def run(n_trials): ..."),
    (names_from_the_glossary, "workbench/a.py", "for activity in []: ..."),
    (rules_are_the_same_bits_everywhere, A_RULE, "import numpy as np"),
    (rules_are_the_same_bits_everywhere, A_RULE, "from math import pow"),
    (rules_are_the_same_bits_everywhere, A_RULE, "x = y**2"),
    (rules_are_the_same_bits_everywhere, A_RULE, "x = sum(y)"),
    (rules_are_the_same_bits_everywhere, A_RULE, "x = math.gamma(y)"),
    (files_and_functions_are_small, "workbench/a.py", "\n" * (FILE_LINES + 1)),
    (files_and_functions_are_small, "workbench/a.py", "def f():\n" + "    x = 1\n" * FUNCTION_LINES),
]


@pytest.mark.parametrize(("rule", "path", "text"), BAD)
def test_each_rule_finds_what_it_forbids(rule: Rule, path: str, text: str) -> None:
    assert list(rule(Source(path, text)))


def test_every_rule_has_a_source_that_breaks_it() -> None:
    assert {rule for rule, _, _ in BAD} == set(RULES)


ALLOWED = """
import numpy as np
import yaml
from yaml import SafeLoader

class Located(SafeLoader):
    pass

FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
yaml.load("", Loader=FAST)

def run(seed: int | None, jobs: int) -> None:
    if seed is None:
        raise ValueError
    np.random.Philox(key=seed)
    yaml.load("", Loader=Located)
"""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_each_rule_lets_good_code_pass(rule: Rule) -> None:
    assert not list(rule(Source("workbench/a.py", ALLOWED)))


def test_a_cycle_is_found_even_through_a_late_or_relative_import() -> None:
    one = Source("workbench/one.py", "from workbench import two")
    two = Source("workbench/two.py", "def f():\n    from .one import g")
    assert set(cycle([one, two])) == {"workbench.one", "workbench.two"}
    assert not cycle([one, Source("workbench/two.py", "import math")])
