"""A printed post with its whole thread: asks the blog itself and whom the user allows, shows how far it is."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from tui_reader import words
from tui_reader.cli.progress import ProgressLine
from tui_reader.config import load_choices
from tui_reader.models import Held, Itinerary, PageReading
from tui_reader.reader import completing

if TYPE_CHECKING:
    from tui_reader.cli.context import Context
    from tui_reader.reader import Sources


async def thread(context: Context, sources: Sources, reading: PageReading, itinerary: Itinerary) -> PageReading:
    """The reading with as much of its thread as can be had.

    Its warnings tell what is missing, and of third parties that were not asked how they are.
    """
    from tui_reader.fetch import DriveLimits

    options = context.options
    if reading.thread is None or reading.thread.complete or options.offline:
        return reading
    allowed = {*context.settings.comments.ask, *load_choices(context.paths.choices_file).allowed, *options.ask}
    with ProgressLine(sys.stderr, is_shown=not options.quiet) as line:

        def show(held: Held) -> None:
            of = f" of {held.stated:,}" if held.stated else ""
            failed = f" · ! {held.failed} failed" if held.failed else ""
            line.tell(f"{held.held:,}{of} comments · {words.plural(held.asked, 'request')}{failed}")

        whole = await completing.completed(
            sources, reading, itinerary, allowed=allowed, limits=DriveLimits(), progress=show
        )
    assert whole.thread is not None, "a thread stays one"
    if whole.thread.complete:
        return whole
    left = completing.services(replace(itinerary, rest=whole.thread.rest), allowed)
    hints = tuple(f"More may be kept by {service}: --ask {service} asks there." for service in left)
    return replace(whole, warnings=(*whole.warnings, *hints))
