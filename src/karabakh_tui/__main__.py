"""Start the program: `python -m karabakh_tui`, and the `karabakh-tui` command."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line with the process's arguments; return its exit code."""
    from karabakh_tui import cli

    return cli.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
