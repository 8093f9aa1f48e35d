"""The demo's post office: e-mails that were not sent but laid in a folder, to be read here."""

import email
import email.policy
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Letter:
    """An e-mail as its recipient would see it."""

    to: str
    subject: str
    sender: str
    date: str
    text: str


def letters(*, to: str = "", most: int = 50) -> list[Letter]:
    """Return the newest e-mails first, at most `most`, optionally those to one address."""
    folder = Path(settings.EMAIL_FILE_PATH)
    if not folder.is_dir():
        return []
    files = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    found = (_read(path) for path in files[: most * 4])
    return [letter for letter in found if to in letter.to][:most]


def _read(path: Path) -> Letter:
    # The file-based backend ends each message with a line of dashes.
    raw = path.read_bytes().split(b"\n-----")[0]
    message = email.message_from_bytes(raw, EmailMessage, policy=email.policy.default)
    body = message.get_body(("plain",))
    return Letter(
        to=str(message["To"]),
        subject=str(message["Subject"]),
        sender=str(message["From"]),
        date=str(message["Date"]),
        text=body.get_content() if body else "",
    )
