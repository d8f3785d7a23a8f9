"""What the remedies of all gates share: the commands that they name."""


def accept(source: str) -> str:
    """The command with which a person says that a change is right."""
    return f"`courseatlas refresh --source {source} --accept {source}`"


def extract(source: str) -> str:
    """How to see what the reader makes of one of the source's pages."""
    return (
        "read one of its pages: `courseatlas pages show URL --body | "
        f"courseatlas extract - --url URL --source {source}`"
    )
