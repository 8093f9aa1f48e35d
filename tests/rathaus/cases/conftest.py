"""A case in Frankfurt's tax office, and two clerks who could decide it."""

import pytest

from tests import factories


@pytest.fixture
def case(in_frankfurt):
    return factories.make_case(factories.make_submission(factories.make_version(in_frankfurt)))


@pytest.fixture
def clerk(case):
    return factories.make_clerk(case.department)


@pytest.fixture
def colleague(case):
    return factories.make_clerk(
        case.department, email="two@frankfurt.example", first_name="Romy", last_name="Akte"
    )
