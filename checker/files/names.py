"""Names of files that are the same on every system."""

from __future__ import annotations

import errno
import os
import re

_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE | re.DOTALL)


def is_unsafe(name: str) -> bool:
    """Whether Windows takes a name for a device, such as CON or nul.txt, or cuts off its end."""
    return bool(_DEVICE.fullmatch(name)) or name != name.rstrip(". ")


def is_possible(path: str) -> bool:
    """Whether a file could have that path here, such as one that is not too long."""
    try:
        os.lstat(path)
    except ValueError:
        return False
    except OSError as error:
        return error.errno not in (errno.ENAMETOOLONG, errno.EINVAL)
    return True
