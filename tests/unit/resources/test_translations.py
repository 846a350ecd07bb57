"""The compiled texts, which every running console has mapped into its memory."""

from __future__ import annotations

import shutil
from pathlib import Path

from tools.translations import FOLDER, LANGUAGES, compile_all


def test_a_file_in_use_is_replaced_and_not_written_over(tmp_path: Path) -> None:
    for language in LANGUAGES:
        shutil.copy(FOLDER / f"console_{language}.ts", tmp_path)
    before = tmp_path / "console_zh_CN.qm"
    before.write_bytes(b"what a console reads")
    with before.open("rb") as in_use:
        compile_all(tmp_path, tmp_path)
        assert in_use.read() == b"what a console reads"
    assert before.read_bytes() == (FOLDER / before.name).read_bytes()
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".qm", ".qm", ".ts", ".ts"]
