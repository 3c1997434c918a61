"""Executing templates: parameters, kernels, folders; each failure is one sentence."""

import json
from pathlib import Path

import nbformat
import papermill
import pytest

from workbench.errors import InputError
from workbench.interfaces import reports
from workbench.interfaces.reports import preflight, render
from workbench.interfaces.reports.render import ReportError, check_parameters, execute, template_of

TEMPLATES = ("scenario_report", "comparison_report")
# Never one line alone: IPython would take `run: str = ""` for its command %run.
PARAMETERS = 'run: str = ""\nbaseline: str = ""'


def notebook(path: Path, *sources: str) -> Path:
    """A notebook whose first cell holds the parameters."""
    made = nbformat.v4.new_notebook()
    made.metadata["kernelspec"] = {"name": "python3", "language": "python", "display_name": "Python"}
    for k, source in enumerate(sources):
        cell = nbformat.v4.new_code_cell(source)
        cell.metadata["tags"] = ["parameters"] if k == 0 else []
        made.cells.append(cell)
    nbformat.write(made, path)
    return path


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_parameter_of_a_template_has_a_type_and_a_sentence(name: str) -> None:
    declared = papermill.inspect_notebook(str(template_of(name)))
    assert {"run", "baseline"} <= set(declared)
    for one in declared.values():
        assert (one["inferred_type_name"], one["default"]) in (("str", '""'), ("int", "200"))
        assert len(one["help"]) > 20


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_are_kept_without_outputs_and_hold_no_logic(name: str) -> None:
    read = nbformat.read(template_of(name), as_version=4)
    for cell in read.cells:
        if cell.cell_type == "code":
            if "parameters" in cell.metadata.get("tags", []):
                assert cell.source.count("\n") >= 1
            assert not cell.outputs and cell.execution_count is None
            assert cell.source.count("\n") < 10


def test_a_misspelt_parameter_is_refused_with_the_nearest_spelling() -> None:
    with pytest.raises(InputError, match="scenari: is no parameter of this report; did you mean scenario"):
        check_parameters(template_of("scenario_report"), {"run": "x", "scenari": "wip-6"})


def test_a_kernel_that_does_not_start_is_tried_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = notebook(tmp_path / "a.ipynb", 'run: str = ""')
    starts = []

    def start(*_: object) -> None:
        starts.append(1)
        if len(starts) < 2:
            raise RuntimeError("Kernel died before replying to kernel_info")

    monkeypatch.setattr(render, "_execute", start)
    execute(template, {"run": "x"}, tmp_path / "out.ipynb")
    assert len(starts) == 2


def test_a_kernel_that_never_starts_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def start(*_: object) -> None:
        raise RuntimeError("Kernel died before replying to kernel_info")

    monkeypatch.setattr(render, "_execute", start)
    with pytest.raises(ReportError, match="did not start, twice"):
        execute(notebook(tmp_path / "a.ipynb", 'run: str = ""'), {}, tmp_path / "out.ipynb")


@pytest.mark.slow
def test_the_kernel_is_this_python_whatever_the_user_has_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "jupyter" / "kernels" / "python3"
    other.mkdir(parents=True)
    spec = {"argv": ["/no/such/python", "-f", "{connection_file}"], "display_name": "x", "language": "python"}
    (other / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    code = "import pathlib, sys, workbench\nseen = [sys.executable, workbench.__file__]\n"
    code += "pathlib.Path(out).write_text('\\n'.join(seen), encoding='utf-8')"
    template = notebook(tmp_path / "a.ipynb", 'out: str = ""', code)
    before = Path.cwd()
    execute(template, {"out": str(tmp_path / "seen.txt")}, tmp_path / "done.ipynb")
    import sys

    import workbench

    assert (tmp_path / "seen.txt").read_text(encoding="utf-8").split("\n") == [
        sys.executable,
        workbench.__file__,
    ]
    assert Path.cwd() == before


@pytest.mark.slow
def test_the_kernel_takes_the_workbench_that_renders_not_one_in_the_present_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As installed: IPython puts the present folder before the first folder called site-packages."""
    import workbench

    installed = tmp_path / "site-packages"
    installed.mkdir()
    (installed / "workbench").symlink_to(Path(workbench.__file__).parent, target_is_directory=True)
    _another(tmp_path / "checkout", workbench.__version__)
    monkeypatch.chdir(tmp_path / "checkout")
    monkeypatch.setattr(workbench, "__file__", str(installed / "workbench" / "__init__.py"))
    monkeypatch.setenv("PYTHONPATH", "")
    preflight.check_kernel()
    code = "import pathlib, workbench\npathlib.Path(out).write_text(workbench.__file__, encoding='utf-8')"
    template = notebook(tmp_path / "a.ipynb", 'out: str = ""', code)
    execute(template, {"out": str(tmp_path / "seen.txt")}, tmp_path / "done.ipynb")
    assert (tmp_path / "seen.txt").read_text(encoding="utf-8") == workbench.__file__


def test_a_kernel_with_the_same_version_from_elsewhere_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import workbench
    from workbench.interfaces.reports import kernel

    _another(tmp_path, workbench.__version__)
    spec = kernel.kernel_spec()
    spec.env = {"PYTHONPATH": str(tmp_path)}
    monkeypatch.setattr(kernel, "kernel_spec", lambda: spec)
    with pytest.raises(InputError, match="this command from another folder"):
        preflight.check_kernel()


def _another(folder: Path, version: str) -> None:
    (folder / "workbench").mkdir(parents=True)
    (folder / "workbench" / "__init__.py").write_text(f"__version__ = {version!r}\n", encoding="utf-8")


@pytest.mark.slow
def test_a_failing_cell_is_one_sentence(tmp_path: Path) -> None:
    template = notebook(tmp_path / "a.ipynb", PARAMETERS, "raise ValueError('no such thing: ' + run)")
    with pytest.raises(ReportError, match="a.ipynb, cell 3: ValueError: no such thing: here"):
        execute(template, {"run": "here"}, tmp_path / "done.ipynb")


def test_a_folder_that_cannot_be_written_to_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be written to"):
        preflight.check_folder(tmp_path / "file" / "below")


def test_a_kernel_without_this_workbench_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.__version__", "99.0")
    with pytest.raises(InputError, match=r"the kernel has workbench .*, this command has 99\.0"):
        preflight.check_kernel()


def test_a_python_without_kernel_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "find_spec", lambda _: None)
    with pytest.raises(InputError, match="ipykernel is missing"):
        preflight.check_kernel()


def test_provenance_cannot_break_out_of_the_style_sheet() -> None:
    style = render.style('x"; } </style><script>')
    assert "</style>" not in style and "<script" not in style


def test_a_page_is_readable_for_whoever_may_read_the_folder(tmp_path: Path) -> None:
    (tmp_path / "ordinary").write_text("", encoding="utf-8")
    render.write_page(tmp_path / "page.html", "<p>")
    assert (tmp_path / "page.html").stat().st_mode == (tmp_path / "ordinary").stat().st_mode
    assert sorted(p.name for p in tmp_path.iterdir()) == ["ordinary", "page.html"]


@pytest.mark.parametrize("name", reports.__all__)
def test_what_the_package_offers_is_where_it_says(name: str) -> None:
    assert getattr(reports, name).__name__ == name
