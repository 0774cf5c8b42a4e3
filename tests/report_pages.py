"""A PDF read as its readers do: pages, text, tags."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Paper:
    """What poppler says of a PDF; white space in the texts is one blank."""

    pages: tuple[str, ...]
    info: str
    structure: str

    @property
    def text(self) -> str:
        return " ".join(self.pages)

    @property
    def tagged(self) -> bool:
        return "Tagged:          yes" in self.info


def read(content: bytes, folder: Path) -> Paper:
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext on this machine: it comes with poppler-utils")
    file = folder / "report.pdf"
    file.write_bytes(content)
    pages = _said("pdftotext", "-raw", str(file), "-").split("\f")[:-1]
    texts = tuple(" ".join(page.split()) for page in pages)
    return Paper(texts, _said("pdfinfo", str(file)), _said("pdfinfo", "-struct-text", str(file)))


def _said(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, check=True)
    return done.stdout.decode("utf-8", errors="replace")
