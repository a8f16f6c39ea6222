"""Start the program: `tui-reader` and `python -m tui_reader`."""

import sys

from tui_reader.cli import main


def run() -> None:
    """Run the command line and end the process with its exit code."""
    sys.exit(main())


if __name__ == "__main__":
    run()
