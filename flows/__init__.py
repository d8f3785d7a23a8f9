"""The refresh: its flow, its steps, and the files that a run leaves."""
