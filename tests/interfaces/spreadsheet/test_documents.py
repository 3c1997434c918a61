"""What the documents show is read by the code they describe."""

from pathlib import Path

import pytest
import yaml

from workbench.interfaces.spreadsheet import read_mapping
from workbench.interfaces.spreadsheet.fields import POOL_FIELDS, PROJECT_FIELDS

DOCS = Path(__file__).parents[3] / "docs"


def yaml_blocks(document: str) -> list[str]:
    text = (DOCS / document).read_text(encoding="utf-8")
    return [block.partition("```")[0] for block in text.split("```yaml\n")[1:]]


@pytest.mark.parametrize("document", ["import.md", "us-federal-it.md"])
def test_the_mappings_shown_are_valid(document: str, tmp_path: Path) -> None:
    blocks = yaml_blocks(document)
    assert blocks
    for block in blocks:
        (tmp_path / "map.yaml").write_text(block, encoding="utf-8")
        assert read_mapping(tmp_path / "map.yaml").title
        assert isinstance(yaml.safe_load(block), dict)


def test_every_field_is_documented() -> None:
    text = (DOCS / "import.md").read_text(encoding="utf-8")
    assert [field for field in {**PROJECT_FIELDS, **POOL_FIELDS} if f"`{field}`" not in text] == []
