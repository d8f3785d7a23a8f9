"""The refresh as a Prefect flow, and its schedule."""
