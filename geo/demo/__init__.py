"""The demo: invented logs of five kommuner, in files as users have them, with the truth beside.

Everything is drawn from one seed; nothing in it has happened. The files hold what real ones hold:
broken rows, rows sent twice, missing positions, dates without times.
"""

from geo.demo.files import File, files, write
from geo.demo.world import KOMMUNER

__all__ = ["KOMMUNER", "File", "files", "write"]
