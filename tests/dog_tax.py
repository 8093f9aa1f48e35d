"""Registers two dogs in Frankfurt, page by page: a condition, list rows, an upload, an address."""

from pathlib import Path

from playwright.sync_api import expect

from tests.pages import Person

KIM = "kim@muster.example"
SERVICE = "leistungen/hund-anmelden/"
PROOF = b"\x89PNG\r\n\x1a\n" + bytes.fromhex(
    "0000000d49484452000000010000000108060000001f15c4890000000d49444154"
    "789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def proof_in(folder: Path) -> Path:
    """Lay a proof into a folder, for uploading."""
    path = folder / "begleithund.png"
    path.write_bytes(PROOF)
    return path


def starts(citizen: Person) -> None:
    """Open the service and start."""
    citizen.open(SERVICE)
    citizen.press("Antrag starten")


def names_the_owner(citizen: Person) -> None:
    """Fill in the first page and go on."""
    citizen.fill(f_name__given_name="Kim")
    says_the_rest_of_the_owner(citizen)
    goes_on(citizen)


def says_the_rest_of_the_owner(citizen: Person) -> None:
    """Fill in the first page, but for the given name."""
    citizen.fill(
        f_name__family_name="Muster",
        f_address__street="Beispielgasse",
        f_address__house_number="7",
        f_address__postcode="60311",
        f_address__place="Frankfurt am Main",
        f_email=KIM,
    )
    citizen.fill_date("f_name-birth_date", "3", "5", "1990")


def describes_a_dog(
    citizen: Person,
    row: int,
    *,
    name: str,
    trained: bool,
    breed: str = "Rottweiler",
    dangerous: bool = False,
) -> None:
    """Answer what is asked of every dog; a trained one brings up the upload."""
    citizen.fill(**{f"f_call__{row}": name})
    citizen.fill_date(f"f_taken-{row}", "1", "11", "2026")
    for question, answer in {"litter": False, "mixed": False, "dangerous": dangerous}.items():
        citizen.fill(**{f"f_{question}__{row}": answer})
    citizen.fill(**{f"f_breed_listed__{row}": breed, f"f_trained__{row}": trained})


def registers_two_dogs(citizen: Person, proof: Path) -> None:
    """Fill in the list, with an upload on the first row, and go on."""
    describes_a_dog(citizen, 0, name="Bello", trained=True)
    uploads_the_proof(citizen, proof)
    adds_a_dog(citizen)
    describes_a_dog(citizen, 1, name="Rex", trained=False)
    goes_on(citizen)


def uploads_the_proof(citizen: Person, proof: Path) -> None:
    """Choose the file; the page shows it by itself, or after a button without JavaScript."""
    field = citizen.page.locator('[name="f_trained_proof-0"][type=file]')
    if not field.count():
        citizen.page.locator('main [name="_do"][value="next"]').click()
    field.set_input_files(proof)
    shown = citizen.page.locator(".files__name").first
    if not citizen.has_scripts:
        citizen.page.locator('[name="_do"][value="upload:f_trained_proof-0"]').click()
    expect(shown).to_contain_text("begleithund.png")


def adds_a_dog(citizen: Person) -> None:
    """Ask for one more row."""
    citizen.page.locator('[name="_do"][value^="add:l_dogs"]').click()
    citizen.page.locator('[name="f_call-1"]').wait_for()


def asks_no_relief(citizen: Person) -> None:
    """Answer the page on relief."""
    citizen.fill(f_relief=False)
    goes_on(citizen)


def pays_by_transfer(citizen: Person) -> None:
    """Answer the page on payment."""
    citizen.fill(f_rhythm="yearly", f_debit=False)
    goes_on(citizen)


def declares(citizen: Person) -> None:
    """Answer the last page; the next one shows all answers."""
    citizen.fill(f_correct=True, f_electronic=True, f_privacy=True)
    goes_on(citizen)


def goes_on(citizen: Person) -> None:
    """Press Weiter and see another page; without scripts perhaps more questions before that."""
    heading = citizen.heading()
    onward = citizen.page.locator('main [name="_do"][value="next"]')
    onward.click()
    if not citizen.has_scripts and citizen.heading() == heading:
        onward.click()
    expect(citizen.page.locator("h1")).not_to_have_text(heading)


def walks_to_the_review(citizen: Person, proof: Path) -> None:
    """Do all of it, up to the page where answers are checked."""
    starts(citizen)
    names_the_owner(citizen)
    registers_two_dogs(citizen, proof)
    asks_no_relief(citizen)
    pays_by_transfer(citizen)
    declares(citizen)


def submits(citizen: Person) -> str:
    """Send it; return the number."""
    citizen.press("Verbindlich absenden")
    citizen.page.wait_for_url("**/eingegangen/")
    return citizen.page.locator(".walk__number").inner_text()
