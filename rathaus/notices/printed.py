"""A finished document, before it is issued."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Printed:
    """The title and the bytes of a document."""

    title: str
    pdf: bytes
