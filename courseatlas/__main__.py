"""The command `courseatlas`: the whole command line in a checkout, a hint where there is none."""

import importlib
import sys

_HINT = (
    "error: this installation reads releases, with `import courseatlas`; the command line stands "
    "in a checkout of the project: see its README"
)


def main() -> int:
    """Run the command line; returns its exit status, 2 where this is the wheel for analysts.

    The rooms above this one are found by name: the domain imports none of them.
    """
    try:
        command_line = importlib.import_module("cli.main")
    except ModuleNotFoundError as e:
        if (e.name or "").partition(".")[0] != "cli":
            raise
        print(_HINT, file=sys.stderr)
        return 2
    status: int = command_line.main()
    return status


if __name__ == "__main__":
    sys.exit(main())
