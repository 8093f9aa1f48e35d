"""Everything that is measured of the walk of one application, in order."""

from collections.abc import Iterator

from rathaus.demo.benchmarks import forms, pages, papers, post
from rathaus.demo.benchmarks.goals import Goal
from rathaus.demo.benchmarks.town import town


def measure_walk(*, quick: bool = False) -> Iterator[Goal]:
    """
    Measure one goal after the other.

    :param quick: a few rounds only, without the memory of 500 letters; for trying it out.
    """
    rounds = 4 if quick else 30
    with town() as place:
        yield forms.validation(place, rounds=rounds)
        yield forms.one_field(place, rounds=rounds)
        yield forms.form_class(place, rounds=rounds)
        yield pages.step(place, rounds=rounds)
        yield pages.sending(place, rounds=rounds)
        yield pages.page(place, rounds=rounds)
        yield post.embedded(place, rounds=rounds)
        if (goal := post.queued(place, rounds=rounds)) is not None:
            yield goal
        yield papers.letter(place, rounds=rounds)
        if not quick:
            yield papers.memory(place)
