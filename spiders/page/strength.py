"""How sure a platform is that a page is its own."""

from enum import IntEnum


class Strength(IntEnum):
    """What a platform's marks on a page are worth. The platform with the strongest marks reads it.

    - `NONE`: no mark.
    - `FORM`: the form of the text, such as headings that begin with a course's code.
    - `ANY_SITE`: markup that any site may carry, such as schema.org.
    - `SHARED`: keys that several catalogs use, or a host that serves other software too.
    - `FAMILY`: keys of a software that several platforms build on.
    - `OWN`: marks or an address that only this platform has.
    - `NAMED`: marks of its own, and the page names the platform as well.
    """

    NONE = 0
    FORM = 1
    ANY_SITE = 2
    SHARED = 3
    FAMILY = 4
    OWN = 5
    NAMED = 6

    def when(self, condition: bool) -> "Strength":
        """This strength where the condition is met, else NONE."""
        return self if condition else Strength.NONE
