"""A case is taken, put back and decided; two clerks never do it over each other."""

import datetime as dt

import pytest

from rathaus.cases import deciding, taking
from rathaus.cases.changing import ChangedMeanwhile
from rathaus.cases.models import Case, HistoryRow
from rathaus.cases.states import NoSuchWay
from rathaus.outbox.models import Event
from rathaus.people.permissions import NotAllowed
from tests import factories


def kinds():
    return list(HistoryRow.objects.order_by("pk").values_list("kind", flat=True))


def take(case, clerk, now, revision=None):
    return taking.take(
        case, by=clerk, at=now, revision=case.revision if revision is None else revision
    )


def decide(case, clerk, now, **changes):
    wanted = {"state": "granted", "reason": "", "revision": case.revision, **changes}
    return deciding.decide(case, by=clerk, at=now, **wanted)


def test_taking_a_case_puts_it_in_review(case, clerk, now):
    taken = take(case, clerk, now)

    case.refresh_from_db()
    assert (case.state, case.assigned_to, case.revision) == ("in_review", clerk, 1)
    assert taken == case
    assert kinds() == ["taken"]


def test_taking_twice_is_taking_once(case, clerk, now):
    take(case, clerk, now)
    take(case, clerk, now, revision=0)

    assert kinds() == ["taken"]


def test_who_takes_second_is_told_who_was_quicker(case, clerk, colleague, now):
    take(case, colleague, now)

    with pytest.raises(ChangedMeanwhile) as refusal:
        take(case, clerk, now, revision=0)

    assert str(refusal.value) == (
        "Romy Akte war schneller: übernommen am 23. November 2026, 10:30."
    )


def test_a_colleagues_case_can_be_taken_over_knowingly(case, clerk, colleague, now):
    case = take(case, colleague, now)

    case = take(case, clerk, now)

    assert case.assigned_to == clerk
    assert HistoryRow.objects.latest("pk").text == "von Romy Akte"


def test_a_case_put_back_is_new_again(case, clerk, now):
    case = take(case, clerk, now)

    case = taking.put_back(case, by=clerk, at=now, revision=case.revision)

    assert (case.state, case.assigned_to) == ("received", None)
    assert kinds() == ["taken", "returned"]


def test_only_who_took_a_case_puts_it_back(case, clerk, colleague, now):
    case = take(case, clerk, now)

    with pytest.raises(NotAllowed):
        taking.put_back(case, by=colleague, at=now, revision=case.revision)


def test_a_clerk_grants(case, clerk, now):
    case = take(case, clerk, now)

    decide(case, clerk, now)

    case = Case.objects.get()
    assert (case.state, case.decided_by, case.decided_at) == ("granted", clerk, now)
    assert case.reason == ""
    assert kinds() == ["taken", "decided"]
    assert Event.objects.get(name="case.decided").subject_id == case.pk


def test_a_refusal_keeps_its_reason_sealed(case, clerk, now):
    case = take(case, clerk, now)

    decide(case, clerk, now, state="refused", reason="  Der Hund ist eine Katze.\r\n\r\nMiau.  ")

    case = Case.objects.get()
    assert case.reason == "Der Hund ist eine Katze.\n\nMiau."
    assert b"Katze" not in bytes(case.sealed_reason)
    assert not HistoryRow.objects.filter(text__contains="Katze").exists()


@pytest.mark.parametrize("reason", ["", "  \n ", "x" * 4001])
def test_a_refusal_without_a_usable_reason_changes_nothing(case, clerk, now, reason):
    case = take(case, clerk, now)

    with pytest.raises(deciding.ReasonNotUsable):
        decide(case, clerk, now, state="refused", reason=reason)

    assert Case.objects.get().state == "in_review"
    assert not Event.objects.exists()


def test_a_clerk_of_another_department_decides_nothing(case, clerk, in_frankfurt, now):
    case = take(case, clerk, now)
    elsewhere = factories.make_department(in_frankfurt, key="parks")
    stranger = factories.make_clerk(elsewhere, email="parks@frankfurt.example")

    with pytest.raises(NotAllowed):
        decide(case, stranger, now)
    with pytest.raises(NotAllowed):
        take(case, stranger, now)


def test_a_designer_decides_nothing(case, clerk, in_frankfurt, now):
    case = take(case, clerk, now)

    with pytest.raises(NotAllowed):
        decide(case, factories.make_user("designer@frankfurt.example"), now)


def test_what_nobody_took_is_not_decided(case, clerk, now):
    with pytest.raises(NoSuchWay) as refusal:
        decide(case, clerk, now)

    assert str(refusal.value) == "Übernehmen Sie den Vorgang, bevor Sie ihn entscheiden."


@pytest.mark.parametrize("state", ["received", "in_review", "", "nonsense"])
def test_only_a_decision_is_a_decision(case, clerk, now, state):
    case = take(case, clerk, now)

    with pytest.raises(NoSuchWay):
        decide(case, clerk, now, state=state, reason="Grund")


def test_a_decision_is_final(case, clerk, now):
    case = decide(take(case, clerk, now), clerk, now)

    with pytest.raises(NoSuchWay):
        decide(case, clerk, now, state="refused", reason="Doch nicht.")
    with pytest.raises(NoSuchWay):
        take(case, clerk, now)
    with pytest.raises(NoSuchWay):
        taking.put_back(case, by=clerk, at=now, revision=case.revision)
    assert Event.objects.count() == 1


def test_the_second_of_two_decisions_is_told_who_was_quicker(case, clerk, colleague, now):
    seen = take(case, clerk, now)
    decide(seen, colleague, now + dt.timedelta(minutes=5), revision=1)

    with pytest.raises(ChangedMeanwhile) as refusal:
        decide(seen, clerk, now, state="refused", reason="Nein.", revision=1)

    assert str(refusal.value) == (
        "Romy Akte war schneller: entschieden am 23. November 2026, 10:35."
    )
    assert Case.objects.get().state == "granted"
