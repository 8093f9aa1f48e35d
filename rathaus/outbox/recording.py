"""Writes news in the same transaction as the change that makes it, or not at all."""

from uuid import UUID

from rathaus.outbox.models import Event


def record(name: str, *, subject_id: UUID) -> Event:
    """
    Write an event with one delivery for each listener; a worker is woken on commit.

    :param name: `noun.participle`, e.g. `submission.received`.
    :raises RecordedOutsideTransaction: if no transaction is open.
    """
    raise NotImplementedError
