"""A city with a row in every table, entangled with another city as cities are that share."""

from django.utils import timezone

from rathaus.applications.models import Submission
from rathaus.cases import history
from rathaus.cities.models import City
from rathaus.cities.scope import for_city
from rathaus.notices import archive
from rathaus.notices.models import Notice
from rathaus.outbox.models import Delivery
from rathaus.outbox.recording import record
from rathaus.people.inviting import invite
from rathaus.people.models import Membership, User
from rathaus.processes.models import (
    Acceptance,
    Block,
    BlockVersion,
    Edit,
    Example,
    Presence,
    Process,
    Proposal,
    Release,
    Version,
)
from rathaus.sharing.models import Contribution, Document, Feedback, Offer, Origin, Remark
from rathaus.sharing.upstream import keep
from tests import cast, factories
from tests.halls.desk.conftest import attach

PDF = b"%PDF-1.7 a notice"
FILE = b"%PDF-1.7 x"
REASON = "Grund-nur-hier"


def fill(city: City, *, beside: City) -> User:
    """Give a city something of everything, and return its administrator."""
    version = factories.make_version(city)
    admin = factories.make_designer(city, role="administrator")
    with for_city(city):
        _fill_studio(version, admin)
        document = keep(version.definition)
        offer = Offer.objects.create(city=city, process=version.process, offered_at=cast.NOW)
    with for_city(beside):
        _take_part(offer, document, city=beside)
    with for_city(city):
        factories.make_draft(version)
        submission = factories.make_submission(version)
        attach(submission)
        decide(submission, by=admin)
        invited = invite(
            f"neu@{city.slug}.example",
            first_name="Nina",
            last_name="Neu",
            role=Membership.Role.ADMINISTRATOR,
            city=city,
            by=None,
            at=cast.NOW,
        )
        record("person.invited", subject_id=invited.pk, at=cast.NOW)
        Delivery.objects.update(state=Delivery.State.DONE)
    return admin


def decide(submission: Submission, *, by: User) -> None:
    """Close a case with a notice and a look at it."""
    case = factories.make_case(
        submission, state="granted", decided_at=cast.NOW, decided_by=by, reason=REASON
    )
    notice = Notice(
        city=case.city,
        submission=submission,
        case=case,
        kind="granted",
        title="Bescheid",
        sha256=archive.hash_of(PDF),
        issued_at=cast.NOW,
    )
    with for_city(case.city):
        notice.file.name = archive.place_of(notice)
        archive.keep(notice, PDF)
        notice.save(force_insert=True)
        history.note(case, kind=history.Kind.DECIDED, by=by, at=cast.NOW)


def _fill_studio(version: Version, admin: User) -> None:
    city, process, at = version.city, version.process, cast.NOW
    common = {"city": city, "process": process, "at": at}
    Edit.objects.create(**common, number=1, command="set", said={}, patch=[], undo=[], by=admin)
    Presence.objects.create(city=city, process=process, person=admin, seen_at=timezone.now())
    Acceptance.objects.create(**common, finding="x", reason="y", by=admin)
    Example.objects.create(**common, name="Ein Hund")
    Release.objects.create(
        city=city,
        process=process,
        state="published",
        definition=version.definition,
        revision=1,
        asked_at=at,
        version=version,
    )
    block = Block.objects.create(city=city, key=f"anschrift-{city.slug}", title="Anschrift")
    BlockVersion.objects.create(city=city, block=block, number=1, clip={}, at=at)
    Proposal.objects.create(city=city, process=process, name="Formular", definition={}, at=at)


def _take_part(offer: Offer, document: Document, *, city: City) -> None:
    """Let another city take an offer over, speak of it and offer something back."""
    clone = Process.objects.create(
        city=city,
        slug=f"von-{offer.city.slug}",
        title="Hund anmelden",
        upstream_id=offer.process_id,
        base_digest=document.digest,
        working=document.body,
    )
    origin = Origin.objects.create(
        city=city, process=clone, city_name=offer.city.name, title=clone.title, taken_at=cast.NOW
    )
    origin.documents.add(document)
    Feedback.objects.create(city=city, offer=offer, kind="good", text="Gut", at=cast.NOW)
    contribution = Contribution.objects.create(
        city=city,
        process=clone,
        upstream_id=offer.process_id,
        document=document,
        base=document,
        title="Besser",
        at=cast.NOW,
    )
    Remark.objects.create(city=city, contribution=contribution, text="Danke", at=cast.NOW)
