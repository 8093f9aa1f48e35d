"""The table of states is whole, and its page is printed from it."""

import pytest

from rathaus.cases.management.commands.print_case_states import PAGE, page
from rathaus.cases.states import DECIDED, OPEN, WAYS, NoSuchWay, State, check_way


def test_every_state_stands_in_the_table_and_is_either_open_or_decided():
    assert set(WAYS) == set(State)
    assert set(OPEN) | set(DECIDED) == set(State)
    assert all(not WAYS[state] for state in DECIDED)


@pytest.mark.parametrize("here", State)
@pytest.mark.parametrize("there", [*State, "nonsense"])
def test_a_way_exists_only_where_the_table_leads(here, there):
    if there in WAYS[here]:
        check_way(here, there)
    else:
        with pytest.raises(NoSuchWay):
            check_way(here, there)


def test_the_page_in_docs_is_printed_from_the_table():
    assert PAGE.read_text(encoding="utf-8") == page(), "Run manage.py print_case_states."
