"""The pages of the sample archive `archive/`, in our own words, and the command that builds it."""
