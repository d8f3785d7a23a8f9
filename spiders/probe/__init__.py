"""Find out what software serves a catalog, where it lists what, and how a source would read it.

`visit` asks a site for a few pages, `survey` says what they hold, `draft` writes the source file
that follows from it, and `finding` puts what is wrong with an address into one line.
"""
