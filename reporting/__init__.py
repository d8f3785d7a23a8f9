"""The report of a run and the documents of a release: data in, pages and files out."""
