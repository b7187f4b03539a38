"""Run as a script: becomes the program it is given, tied to the process that started it.

``python tether.py PARENT_ID PROGRAM ARGUMENT…`` A supervisor that is killed cannot stop its programs;
on Linux the kernel then does, so that the next start does not find its port taken by orphans.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1  # <linux/prctl.h>; kept when the process becomes another program


def main(parent: str, *command: str) -> None:
    """Ask for SIGTERM when the parent dies, then become the program."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != int(parent):
            sys.exit("the process that started this one is gone")
    try:
        os.execvp(command[0], command)  # noqa: S606 -- our own commands, no shell
    except OSError as error:
        sys.exit(f"cannot start {command[0]}: {error.strerror}")


if __name__ == "__main__":
    main(*sys.argv[1:])
