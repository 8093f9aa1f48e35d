"""Letters are printed before anybody needs them, with short and with extreme answers."""

import pytest

from forms_engine.answers.sampling import every_answer
from forms_engine.answers.stretching import ROWS, stretched
from forms_engine.compiling import compile_definition
from rathaus.demo.loading import library
from rathaus.notices import rehearsing
from rathaus.processes.models import Process
from tests import factories


@pytest.fixture
def process(in_frankfurt):
    return factories.make_working_copy(in_frankfurt)


def test_forty_rows_and_long_names_are_what_extreme_means():
    definition = factories.make_definition()
    definition["nodes"]["l_dogs"]["schema"] = {"minItems": 1}
    compiled = compile_definition(definition, parameters={})

    answers = stretched(compiled, every_answer(compiled))

    assert len(answers["dogs"]) == ROWS == 40
    assert len(answers["name"]) == 80


@pytest.mark.parametrize("slug", ["hund-anmelden", "mangel-melden"])
def test_the_letters_of_the_library_can_be_printed(slug, in_frankfurt):
    process = factories.make_working_copy(in_frankfurt, definition=library()[slug])
    process.parameters = {"fee_first_dog": "90.00", "fee_second_dog": "90.00"}

    assert rehearsing.rehearse(process, process.working) == []


def test_what_was_printed_is_known_until_something_changes(process: Process):
    assert rehearsing.known_faults(process, process.working) is None

    rehearsing.rehearse(process, process.working)

    assert rehearsing.known_faults(process, process.working) == []
    process.parameters = {"fee": "1.00"}
    assert rehearsing.known_faults(process, process.working) is None


def test_a_letter_that_cannot_be_printed_is_a_fault(process: Process):
    broken = factories.make_definition(nodes={})

    faults = rehearsing.rehearse(process, broken)

    assert {fault.occasion for fault in faults} == {"received", "granted", "refused"}
