"""Which e-mails a citizen gets: links, never files, answers or what the application is about."""

from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rathaus.applications import access
from rathaus.applications.models import Submission
from rathaus.applications.queries import draft_by_id, submissions_from
from rathaus.cities.links import link
from rathaus.connectors.mailing import send
from rathaus.notices.models import Notice

# Of a mailbox with more, the older ones are found from the newer ones by the town hall's staff.
_MOST_LINKS = 20


def send_resume_link(draft_id: UUID) -> None:
    """Send the link to a draft, if it still is one and has an address."""
    draft = draft_by_id(draft_id)
    if draft is None or not draft.email:
        return
    send(
        to=draft.email,
        city=draft.city,
        language=draft.language.partition("-x-")[0],
        subject=_("Ihr Link zum Weiterschreiben – %(city)s"),
        template="emails/resume.txt",
        context={
            "link": link(draft.city, "portal:resume", access.resume_token(draft)),
            "expires_at": draft.expires_at,
        },
    )


def send_notice_link(notice_id: UUID) -> None:
    """Say that a receipt or a notice lies in the citizen's applications."""
    notices = Notice.objects.select_related("submission__city")
    notice = notices.get(pk=notice_id)
    if notice.kind == Notice.Kind.RECEIPT:
        subject, template = _("Ihr Antrag ist eingegangen – %(city)s"), "emails/receipt.txt"
    else:
        subject, template = _("Neues Schreiben zu Ihrem Antrag – %(city)s"), "emails/notice.txt"
    _send_about(notice.submission, subject=subject, template=template)


def send_application_links(submission_id: UUID) -> None:
    """Send links to everything that was sent from the mailbox of this submission."""
    asked = Submission.objects.select_related("city").get(pk=submission_id)
    newest = list(submissions_from(asked.email)[:_MOST_LINKS]) if asked.email else []
    found = [{"submission": each, "link": _link_to(each)} for each in newest]
    _send_about(
        asked,
        subject=_("Ihre Links zu Ihren Anträgen – %(city)s"),
        template="emails/links.txt",
        applications=found,
    )


def _send_about(
    submission: Submission, *, subject: str | Promise, template: str, **more: object
) -> None:
    if not submission.email:
        return
    send(
        to=submission.email,
        city=submission.city,
        language=submission.language,
        subject=subject,
        template=template,
        context={
            "number": submission.number,
            "link": _link_to(submission),
            "days": access.LINK_LASTS.days,
            **more,
        },
    )


def _link_to(submission: Submission) -> str:
    return link(submission.city, "portal:mine-open", access.citizen_token(submission))
