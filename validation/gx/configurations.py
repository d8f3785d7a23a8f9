"""Great Expectations makes an expectation's configuration anew each time that it looks at it.

It looks some forty times at each expectation that it validates, which was a quarter of a small
refresh. No expectation changes between the looks, so the first answer stands.
"""

from typing import Any


def remember_configurations() -> None:
    """From now on an expectation makes its configuration once."""
    from great_expectations.expectations.expectation import Expectation

    make = Expectation.configuration.fget

    def configuration(expectation: Any) -> Any:
        # not an attribute: a pydantic model takes no name that is not one of its fields
        known = expectation.__dict__
        if "_configuration" not in known:
            known["_configuration"] = make(expectation)
        return known["_configuration"]

    Expectation.configuration = property(configuration)
