"""What Great Expectations makes anew each time that it looks at it, and what is kept here.

It looks some forty times at the configuration of each expectation that it validates, makes the
expectation of a configuration anew for each metric, and tells each metric by a digest of the JSON
of its arguments. Together this was half of a small refresh. No expectation changes between the
looks, and the same arguments have the same digest, so the first answer stands.
"""

from typing import Any

# of arguments that are kept: a set of allowed ids has megabytes
_LONGEST_CONTENT = 2000


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


def remember_expectations() -> None:
    """From now on a configuration makes its expectation once, whose configuration it is itself.

    Great Expectations asks for it only when all arguments of the configuration are there.
    """
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

    make = ExpectationConfiguration.to_domain_obj

    def to_domain_obj(configuration: Any) -> Any:
        known = configuration.__dict__
        if "_expectation" not in known:
            expectation = make(configuration)
            expectation.__dict__["_configuration"] = configuration
            known["_expectation"] = expectation
        return known["_expectation"]

    ExpectationConfiguration.to_domain_obj = to_domain_obj


def remember_ids() -> None:
    """From now on the same arguments of a metric are digested once."""
    from great_expectations.core.id_dict import IDDict

    make = IDDict.to_id
    known: dict[str, Any] = {}

    def to_id(arguments: Any, id_keys: Any = None, id_ignore_keys: Any = None) -> Any:
        if id_keys is not None or id_ignore_keys is not None:
            return make(arguments, id_keys, id_ignore_keys)
        content = repr(arguments)
        if len(content) > _LONGEST_CONTENT:
            return make(arguments)
        if content not in known:
            known[content] = make(arguments)
        return known[content]

    IDDict.to_id = to_id
