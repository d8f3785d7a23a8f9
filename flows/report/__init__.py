"""The report of a run: its facts (`report.json`), the page that a person reads, and a badge a source."""
