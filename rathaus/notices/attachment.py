"""The submission as a machine reads it, which travels inside every PDF about it."""

import json
from typing import Any

from rathaus.applications.models import Submission
from rathaus.notices.printing import Attached
from rathaus.processes.queries import version_by_id

FILE_NAME = "antrag.json"
FORMAT = "rathaus-submission/1"


def submission_json(submission: Submission) -> Attached:
    """Return the submission with everything that says what its answers mean."""
    document = json.dumps(submission_document(submission), ensure_ascii=False, indent=1)
    return Attached(
        name=FILE_NAME,
        description=f"Angaben zum Antrag {submission.number}",
        content=document.encode(),
    )


def submission_document(submission: Submission) -> dict[str, Any]:
    """Return a submission as plain JSON values."""
    version = version_by_id(submission.version_id)
    return {
        "format": FORMAT,
        "number": submission.number,
        "submitted_at": submission.submitted_at.isoformat(),
        "city": submission.city.key,
        "language": submission.language,
        "process": {
            "title": version.definition["title"],
            "version": version.number,
            "digest": version.digest,
        },
        "answers": submission.answers,
        "uploads": [
            {
                "id": str(upload.pk),
                "field": upload.node_id,
                "name": upload.name,
                "media_type": upload.media_type,
                "size": upload.size,
                "sha256": upload.sha256,
            }
            for upload in submission.uploads.order_by("uploaded_at", "pk")
        ],
    }
