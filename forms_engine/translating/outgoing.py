"""What a file for translators holds of each text."""

from dataclasses import dataclass

from forms_engine.translating.state import State


@dataclass(frozen=True, slots=True)
class Outgoing:
    """
    One text on its way to a translator.

    :param where: where it stands, in words.
    :param said: its state in words.
    """

    name: str
    where: str
    source: str
    text: str
    state: State
    said: str
