import pytest
from django.core.files.storage import default_storage

from rathaus.applications.models import Submission
from rathaus.cases.models import HistoryRow
from rathaus.cities.models import City
from rathaus.notices import archive, issuing
from rathaus.notices.archive import NoticeDamaged, read_pdf
from rathaus.notices.letter import ReasonMissing
from rathaus.notices.models import Notice
from rathaus.notices.printed import Printed
from rathaus.outbox.models import Event
from tests import cast
from tests.rathaus.notices import paper, stories


def _announced() -> list[str]:
    return [str(each) for each in Event.objects.filter(name="notice.issued")]


def test_a_receipt_is_issued_once_however_often_it_is_asked_for(in_frankfurt: City):
    submission = stories.submission(in_frankfurt)

    first = issuing.issue_receipt(submission.pk, at=cast.NOW)
    second = issuing.issue_receipt(submission.pk, at=cast.NOW)

    assert first == second
    assert (first.kind, first.case, first.title) == ("receipt", None, "Eingangsbestätigung")
    assert _announced() == [f"notice.issued {first.pk}"]


def test_a_decision_is_issued_once_and_stands_in_the_history(in_frankfurt: City):
    case = stories.decided(in_frankfurt)

    first = issuing.issue_decision(case.pk, at=cast.NOW)
    second = issuing.issue_decision(case.pk, at=cast.NOW)

    assert first == second
    assert (first.kind, first.case, first.issued_at) == ("granted", case, cast.NOW)
    assert _announced() == [f"notice.issued {first.pk}"]
    assert list(HistoryRow.objects.values_list("kind", "text", "by")) == [
        ("issued", "Bescheid über die Hundesteuer", None)
    ]


def test_of_two_deliveries_at_once_the_second_returns_what_the_first_issued(
    in_frankfurt: City, monkeypatch: pytest.MonkeyPatch
):
    submission = stories.submission(in_frankfurt)
    print_receipt = issuing.print_receipt
    issued = []

    def print_while_another_worker_is_faster(given: Submission, **at: object) -> Printed:
        monkeypatch.setattr(issuing, "print_receipt", print_receipt)
        issued.append(issuing.issue_receipt(given.pk, at=cast.NOW))
        return Printed("Eingangsbestätigung", b"another PDF")

    monkeypatch.setattr(issuing, "print_receipt", print_while_another_worker_is_faster)
    notice = issuing.issue_receipt(submission.pk, at=cast.NOW)

    assert [notice] == issued == list(Notice.objects.all())
    assert paper.text_of(read_pdf(notice)).startswith("Eingangsbestätigung")
    assert len(_announced()) == 1


def test_nothing_is_issued_if_it_cannot_be_announced(
    in_frankfurt: City, monkeypatch: pytest.MonkeyPatch
):
    submission = stories.submission(in_frankfurt)

    def fail(*_args: object, **_more: object) -> None:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(issuing, "record", fail)
        with pytest.raises(OSError):
            issuing.issue_receipt(submission.pk, at=cast.NOW)

    assert not Notice.objects.exists()
    notice = Notice(submission=submission, kind=Notice.Kind.RECEIPT)
    assert not default_storage.exists(archive.place_of(notice))


def test_what_a_killed_worker_left_in_storage_is_replaced(in_frankfurt: City):
    submission = stories.submission(in_frankfurt)
    left = Notice(city=in_frankfurt, submission=submission, kind=Notice.Kind.RECEIPT)
    archive.keep(left, b"half a PDF")

    notice = issuing.issue_receipt(submission.pk, at=cast.NOW)

    assert notice.file.name == archive.place_of(left)
    assert read_pdf(notice).startswith(b"%PDF")


def test_a_case_that_nobody_decided_gets_no_notice(in_frankfurt: City):
    case = stories.decided(in_frankfurt)
    case.state, case.decided_at = "in_review", None
    case.save()

    with pytest.raises(issuing.NotDecided):
        issuing.issue_decision(case.pk, at=cast.NOW)


def test_a_refusal_without_reason_issues_nothing(in_frankfurt: City):
    case = stories.decided(in_frankfurt, state="refused")

    with pytest.raises(ReasonMissing):
        issuing.issue_decision(case.pk, at=cast.NOW)
    assert not Notice.objects.exists()


def test_the_archive_holds_no_plain_text(in_frankfurt: City):
    notice = issuing.issue_receipt(stories.submission(in_frankfurt).pk, at=cast.NOW)

    with default_storage.open(notice.file.name) as file:
        assert b"%PDF" not in file.read()


def test_a_damaged_document_is_refused(in_frankfurt: City):
    notice = issuing.issue_receipt(stories.submission(in_frankfurt).pk, at=cast.NOW)
    with default_storage.open(notice.file.name, "rb") as file:
        sealed = bytearray(file.read())
    sealed[-1] ^= 1
    with default_storage.open(notice.file.name, "wb") as file:
        file.write(bytes(sealed))

    with pytest.raises(NoticeDamaged):
        read_pdf(notice)


def test_a_document_that_is_gone_or_was_swapped_is_refused(in_frankfurt: City):
    notice = issuing.issue_receipt(stories.submission(in_frankfurt).pk, at=cast.NOW)
    archive.keep(notice, b"%PDF another")

    with pytest.raises(NoticeDamaged):
        read_pdf(notice)
    archive.drop(notice)
    with pytest.raises(NoticeDamaged):
        read_pdf(notice)
