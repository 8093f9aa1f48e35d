"""What tests about updates send and read: the form of the page, and what it shows."""

from tests.rathaus.sharing.clones import now_of


def address(process, rest=""):
    return f"/wiesbaden/baukasten/{process.pk}/neuerungen/{rest}"


def page_of(response):
    return response.context["page"]


def form_of(client, process, **fields):
    """Return what the form of the page sends."""
    response = client.get(address(process))
    update = page_of(response).update
    stand = update.newest.digest if update else ""
    return {"stand": stand, "revision": str(now_of(process).revision), **fields}


def send(client, process, do="uebernehmen", **fields):
    return client.post(address(process), form_of(client, process, do=do, **fields))


def conflict_of(client, process):
    [conflict] = page_of(client.get(address(process))).conflicts
    return conflict


def text_of(response):
    return " ".join(response.content.decode().split())
