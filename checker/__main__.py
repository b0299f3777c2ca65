"""The `checker` command, and `python -m checker`."""

import gc

gc.disable()  # before all imports: it would walk what they make, and then all claims, again and again

from checker.cli import console  # noqa: E402

if __name__ == "__main__":
    console()
