"""The command line: the module `cli.NAME` holds `courseatlas NAME`.

Each module keeps its imports of other rooms inside its functions, so that `courseatlas --help`
starts at once.
"""
