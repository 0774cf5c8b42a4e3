"""The command ``platsbild`` run within the test's own process: starting one takes seconds."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import traceback
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from geo import cli


def platsbild(
    store: Path, *arguments: str, folder: Path | None = None, own: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command on a store, and give what a process of its own would give.

    ``folder`` is where it is run, ``own`` holds more variables of the environment. What is not
    expected is told with its traceback, as Python does.
    """
    told, wrong = io.StringIO(), io.StringIO()
    with (
        patch.dict(os.environ, {"PLATSBILD_STORE": str(store), **(own or {})}),
        patch.object(sys, "argv", ["platsbild", *arguments]),
        chdir(folder or Path.cwd()),
        redirect_stdout(told),
        redirect_stderr(wrong),
    ):
        code = _run()
    return subprocess.CompletedProcess([*arguments], code, told.getvalue(), wrong.getvalue())


def _run() -> int:
    try:
        cli.main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except Exception:
        traceback.print_exc()
        return 1
    return 0
