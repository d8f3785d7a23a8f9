"""Faults of sites, files and machines in great number: `make torture` prints what became of each.

Each kind of fault is a module, whose tests count their tries with the fixture `tally`. `make test`
makes a few tries of each.
"""
