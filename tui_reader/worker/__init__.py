"""A child process for what may hang or blow up: documents from outside are read there, with limits on time and memory.

The parent sends a job and gets plain data or a ParseError; a child that overruns its limits is killed and replaced.
"""

from tui_reader.worker.parent import Worker

__all__ = ["Worker"]
