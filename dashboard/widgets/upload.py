"""A field for one file, in Swedish and named for screen readers."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.widgets import _component

LARGEST_MB = 20


def upload(
    label: str, suffixes: Sequence[str], *, key: str, largest_mb: int = LARGEST_MB
) -> UploadedFile | None:
    """Return the file the user has chosen, if any.

    Parameters
    ----------
    label : str
        What the file is to hold and how large it may be; not user text.
    suffixes : sequence of str
        What the browser offers; what a file is, its reader decides.
    key : str
        Stable widget key.
    largest_mb : int
        The largest file that is taken.
    """
    chosen = st.file_uploader(label, type=list(suffixes), max_upload_size=largest_mb, key=key)
    _component.mount("upload", {"label": label}, key=f"{key}_mended", triggers={})
    return chosen
