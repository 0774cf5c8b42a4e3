"""Files that may crash, hang or fill the memory of their reader are read by a child process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

MEMORY = 3 * 1024**3
SECONDS = 60
UNREADABLE, NOTHING = 4, 5
"""What the scripts say with their exit code; 0 is well, and anything else went wrong."""


def run(
    script: str, *arguments: str, content: bytes = b"", seconds: float = SECONDS
) -> tuple[int, bytes]:
    """Run a script of this room within bounds of memory and time.

    Parameters
    ----------
    script : str
        Its file name, seen from this folder. It takes `arguments` and then the memory in bytes,
        and limits itself.
    *arguments : str
    content : bytes
        What it reads on stdin.
    seconds : float
        How long it may take.

    Returns
    -------
    int
        Its exit code; negative if it was killed or took too long.
    bytes
        What it wrote.
    """
    path = Path(__file__).parent / script
    try:
        done = subprocess.run(  # noqa: S603 - our own script, no shell, no argument from a file
            [sys.executable, "-I", str(path), *arguments, str(MEMORY)],
            input=content,
            capture_output=True,
            timeout=seconds,
            check=False,
            start_new_session=True,  # Ctrl+C is for the program, not for the file it reads
        )
    except subprocess.TimeoutExpired:
        return -1, b""
    return done.returncode, done.stdout
