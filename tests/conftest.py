"""What holds for all tests: property tests are not timed, and where changes are judged they are the same each time."""

import os

from hypothesis import settings

settings.register_profile("here", deadline=None)
settings.register_profile("judged", deadline=None, derandomize=True)
settings.load_profile("judged" if os.environ.get("CI") else "here")
