"""Speed, memory and quality, each beside a named baseline: `python -m benchmarks.NAME`."""
