"""The only HTTP: asks for addresses politely and within limits, keeps pages for a while, answers Steps.

Knows nothing of feeds, posts or storage. `httpx` is loaded at the first request, not by importing this package.
"""

from tui_reader.fetch.fetcher import Fetcher
from tui_reader.fetch.limits import DriveLimits, Limits
from tui_reader.fetch.local import local_transport

__all__ = ["DriveLimits", "Fetcher", "Limits", "local_transport"]
