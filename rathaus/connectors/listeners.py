"""What the town hall writes to citizens when something happened."""

from uuid import UUID

from rathaus.connectors import contributions, invitations, letters, releases, updates
from rathaus.outbox.registry import on


@on("draft.saved_for_later", slow=True)
def mail_resume_link(draft_id: UUID) -> None:
    """Send the link by which a draft is opened again."""
    letters.send_resume_link(draft_id)


@on("notice.issued", slow=True)
def mail_notice_link(notice_id: UUID) -> None:
    """Say that there is a document, and where."""
    letters.send_notice_link(notice_id)


@on("links.requested", slow=True)
def mail_application_links(submission_id: UUID) -> None:
    """Send new links to whoever lost the old ones."""
    letters.send_application_links(submission_id)


@on("release.asked", slow=True)
def mail_approvers(release_id: UUID) -> None:
    """Ask for approval."""
    releases.ask_approvers(release_id)


@on("release.decided", slow=True)
def mail_who_asked(release_id: UUID) -> None:
    """Say what was decided about a publication."""
    releases.tell_who_asked(release_id)


@on("contribution.made", slow=True)
def mail_designers(contribution_id: UUID) -> None:
    """Say that another city offers a change."""
    contributions.tell_of_offer(contribution_id)


@on("contribution.decided", slow=True)
def mail_authors(contribution_id: UUID) -> None:
    """Say what another city decided about a change."""
    contributions.tell_of_decision(contribution_id)


@on("contribution.discussed", slow=True)
def mail_other_city(contribution_id: UUID) -> None:
    """Say that another city wrote about a change."""
    contributions.tell_of_remark(contribution_id)


@on("update.told", slow=True)
def mail_news(process_id: UUID) -> None:
    """Say that a process that was taken over has a newer version."""
    updates.tell_of_update(process_id)


@on("person.invited", slow=True)
def mail_invitation(invitation_id: UUID) -> None:
    """Send the way in."""
    invitations.send_way_in(invitation_id)
