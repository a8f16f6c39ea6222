"""Runs a command so that TERM and HUP end it in order: what is under way is stored, the terminal restored."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Coroutine

SIGNALS = (signal.SIGTERM, signal.SIGHUP)


def run_command(command: Coroutine[None, None, int]) -> int:
    """Run to the end and return the exit code; 128 + the signal's number where TERM or HUP ended it.

    Raises KeyboardInterrupt after Ctrl-C, as asyncio does.
    """

    async def guarded() -> int:
        loop = asyncio.get_running_loop()
        task = asyncio.ensure_future(command)
        received: list[int] = []

        def end(number: int) -> None:
            received.append(number)
            task.cancel()

        # what nohup has switched off stays off
        heard = [number for number in SIGNALS if signal.getsignal(number) is not signal.SIG_IGN]
        for number in heard:
            loop.add_signal_handler(number, end, number)
        try:
            code = await task
        except asyncio.CancelledError:
            if not received:
                raise
            code = 0
        finally:
            for number in heard:
                loop.remove_signal_handler(number)
        # the screen ends in order when it is cancelled, so a code of its own says nothing then
        return 128 + received[0] if received else code

    return asyncio.run(guarded())
