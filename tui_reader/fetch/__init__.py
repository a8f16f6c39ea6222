"""The only HTTP: asks for addresses politely and within limits, keeps pages for a while, and drives
through the places that hold the rest of a thread.

Knows nothing of feeds, posts or storage. `httpx` is loaded at the first request, not by importing this package.
"""

from tui_reader.fetch.drive import Answer
from tui_reader.fetch.fetcher import Fetcher
from tui_reader.fetch.limits import FIRST_LOOK, DriveLimits, Limits
from tui_reader.fetch.local import local_transport

__all__ = ["FIRST_LOOK", "Answer", "DriveLimits", "Fetcher", "Limits", "local_transport"]
