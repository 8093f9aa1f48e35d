"""Every page there is, in every state that looks different, and how one gets there."""

from functools import partial

from playwright.sync_api import Page

from tests.browser.arrival_stops import ARRIVAL_STOPS
from tests.browser.catalogue_stops import CATALOGUE_STOPS
from tests.browser.contributions_stops import CONTRIBUTIONS_STOPS
from tests.browser.leaving_stops import LEAVING_STOPS
from tests.browser.operating_stops import OPERATING_STOPS
from tests.browser.scenery import Scenery, pages_of
from tests.browser.shelf_stops import SHELF_STOPS
from tests.browser.stop import CLERK, STAFF, Stop, at
from tests.browser.studio_stops import STUDIO_STOPS
from tests.browser.updates_stops import UPDATES_STOPS
from tests.pages import submits

# Answers that bring up further questions; other yes-or-no questions are answered with yes.
DECIDING = {
    "f_kind": "change",
    "f_keeper": "false",
    "f_owner": "false",
    "f_relation": "other",
    "f_reason": "given_away",
    "f_category": "wreck",
}
# Pages on which no mistake is left once that is chosen.
RIGHT_ONCE_CHOSEN = {"p_relief", "p_kind", "p_contact"}
FRANKFURT_SERVICES = (
    "hund-anmelden",
    "hund-abmelden",
    "bewohnerparkausweis",
    "sperrmuell-anmelden",
    "mangel-melden",
    "geburtsurkunde",
    "baumfaellgenehmigung",
)


def _without_city(path: str, scenery: Scenery, *, who: str = "visitor") -> Page:
    page = scenery.person(who).page
    page.goto(f"{scenery.hall.base_url}/{path}")
    return page


def _draft(rest: str, scenery: Scenery, *, city: str = "frankfurt", slug: str) -> Page:
    return at(scenery.draft(city, slug) + rest, scenery, who="citizen", city=city)


def _mistakes(page_id: str, scenery: Scenery, *, city: str = "frankfurt", slug: str) -> Page:
    """Answer little, and what brings up most; then go on."""
    page = _draft(f"{page_id}/", scenery, city=city, slug=slug)
    more = page.locator('[name="_do"][value^="add:"]')
    if more.count() and page.locator(".walk__row").count() == 1:
        more.click()
        page.locator(".walk__row").nth(1).wait_for()
    if page_id not in RIGHT_ONCE_CHOSEN:
        page.evaluate(_CHOOSE, DECIDING)
    page.locator('main [name="_do"][value="next"]').click()
    page.locator("#fehler").wait_for()
    return page


# Without telling the page: it would fetch further questions at every answer.
_CHOOSE = """(deciding) => {
  for (const input of document.querySelectorAll("main input[type=radio]")) {
    const wanted = deciding[input.name.split("-")[0]] ?? "true";
    if (input.value === wanted) input.checked = true;
  }
  for (const select of document.querySelectorAll("main select")) {
    const wanted = deciding[select.name.split("-")[0]] ?? "none";
    if ([...select.options].some((option) => option.value === wanted)) select.value = wanted;
  }
}"""


def _ready(rest: str, scenery: Scenery) -> Page:
    return at(scenery.ready_draft + rest, scenery, who="thorough")


def _uploaded(scenery: Scenery) -> Page:
    page = _ready("p_dogs/", scenery)
    page.locator(".files__name").first.wait_for()
    return page


def _saved(scenery: Scenery) -> Page:
    page = _ready("speichern/", scenery)
    page.locator('[name="email"]').fill("kim@muster.example")
    submits(page)
    page.wait_for_url("**/gespeichert/")
    return page


def _save_nowhere(scenery: Scenery) -> Page:
    page = _ready("speichern/", scenery)
    page.locator('[name="email"]').fill("kim@")
    submits(page)
    page.locator(".kern-error").wait_for()
    return page


def _deleted(scenery: Scenery) -> Page:
    page = scenery.person("doubter").page
    at("leistungen/mangel-melden/", scenery, who="doubter")
    scenery.person("doubter").press("Antrag starten")
    page.goto(page.url.replace("p_what/", "loeschen/"))
    submits(page)
    page.wait_for_load_state()
    return page


def _removed(scenery: Scenery) -> Page:
    """Take a row out of a list: one may bring it back."""
    page = _draft("p_items/", scenery, slug="sperrmuell-anmelden")
    while page.locator(".walk__row").count() < 2:
        page.locator('[name="_do"][value^="add:"]').click()
        page.wait_for_load_state()
    page.locator('[name="_do"][value^="remove:"]').last.click()
    page.locator('[name="_do"][value="restore"]').wait_for()
    return page


def _overtaken(scenery: Scenery) -> Page:
    page = _draft("p_contact/", scenery, slug="mangel-melden")
    page.evaluate("() => { document.querySelector('[name=_seen]').value = 'before'; }")
    page.locator('[name="f_reply"][value="true"]').check()
    page.locator('[name="f_email"]').fill("else@where.example")
    page.locator('main [name="_do"][value="next"]').click()
    page.wait_for_load_state()
    return page


def _mine(scenery: Scenery) -> Page:
    page = scenery.person("reader").page
    page.goto(scenery.mine_link)
    return page


def _mine_sent(scenery: Scenery) -> Page:
    page = at("meine-antraege/", scenery)
    page.locator("main input[type=email]").fill("nobody@muster.example")
    submits(page)
    page.wait_for_load_state()
    return page


def _received(scenery: Scenery) -> Page:
    return at(scenery.sent_draft + "eingegangen/", scenery, who="sender")


def _case(rest: str, scenery: Scenery) -> Page:
    return at(scenery.case + rest, scenery, who=CLERK)


def _decide(scenery: Scenery, *, state: str) -> Page:
    page = _case("entscheiden/", scenery)
    if state:
        page.locator(f'[name="state"][value="{state}"]').check()
    submits(page)
    page.wait_for_load_state()
    return page


def _no_login(scenery: Scenery) -> Page:
    page = at("konto/login/", scenery)
    page.locator('[name="login"]').fill("nobody@frankfurt.example")
    page.locator('[name="password"]').fill("wrong")
    submits(page)
    page.locator(".kern-alert--danger").wait_for()
    return page


def _no_change(scenery: Scenery, *, times: int = 1) -> Page:
    who = "parken@wiesbaden.example" if times > 1 else STAFF
    for _ in range(times):
        page = at("konto/passwort/", scenery, who=who)
        if page.locator('[name="oldpassword"]').count():
            submits(page)
            page.wait_for_load_state()
    return page


def _new_password(scenery: Scenery) -> Page:
    page = scenery.person("forgetful").page
    page.goto(scenery.reset_link)
    return page


def _new_password_kept(scenery: Scenery) -> Page:
    page = _new_password(scenery)
    for name in ("password1", "password2"):
        page.locator(f'[name="{name}"]').fill("ein-neues-langes-passwort-7")
    submits(page)
    page.wait_for_load_state()
    return page


def _confirmed(path: str, scenery: Scenery, *, who: str) -> Page:
    return scenery.confirmed(who, path).page


def _no_code(scenery: Scenery) -> Page:
    page = _confirmed("konto/2fa/totp/activate/", scenery, who=STAFF)
    submits(page)
    page.wait_for_load_state()
    return page


def _account(path: str, scenery: Scenery) -> Page:
    person = scenery.second_step
    person.open(path)
    return person.page


def _second_step(scenery: Scenery) -> Page:
    email = scenery.second_step and "umwelt@frankfurt.example"
    again = scenery.person("again")
    again.log_in(email, "hundemarke-am-main")
    return again.page


def _forged(scenery: Scenery) -> Page:
    """Post a form without the token that belongs to it."""
    page = at("leistungen/mangel-melden/", scenery, who="forger")
    scenery.person("forger").context.clear_cookies(name="csrftoken")
    scenery.person("forger").press("Antrag starten")
    page.wait_for_load_state()
    return page


def _nonsense(scenery: Scenery) -> Page:
    """Post a page of the walk as another one."""
    page = _draft("p_what/", scenery, slug="mangel-melden")
    page.evaluate("() => { document.querySelector('[name$=current_step]').value = 'elsewhere'; }")
    page.locator('main [name="_do"][value="next"]').click()
    page.wait_for_load_state()
    return page


def _broken(scenery: Scenery) -> Page:
    with scenery.broken():
        return at("leistungen/", scenery)


def _wizard_stops() -> list[Stop]:
    stops = []
    for slug in FRANKFURT_SERVICES:
        for page_id in pages_of(slug):
            here = f"walk-{slug}-{page_id}"
            blank = partial(_draft, f"{page_id}/", slug=slug)
            mistakes = partial(_mistakes, page_id, slug=slug)
            stops.append(Stop(here, "portal:fill-in", blank))
            stops.append(Stop(f"{here}-mistakes", "portal:fill-in", mistakes, 422))
    for city in ("wiesbaden", "darmstadt"):
        mistakes = partial(_mistakes, "p_dogs", city=city, slug="hund-anmelden")
        stops.append(Stop(f"walk-{city}-mistakes", "portal:fill-in", mistakes, 422))
    return stops


STOPS: tuple[Stop, ...] = (
    # Without a city, the address of a hall shows the cities.
    Stop("cities", "portal:hall", partial(_without_city, "")),
    Stop("licences", "web:licences", partial(_without_city, "lizenzen/")),
    Stop("hall", "portal:hall", partial(at, "")),
    Stop("hall-wiesbaden", "portal:hall", partial(at, "", city="wiesbaden")),
    Stop("hall-darmstadt", "portal:hall", partial(at, "", city="darmstadt")),
    Stop("services", "portal:services", partial(at, "leistungen/")),
    Stop("category", "portal:category", partial(at, "lebenslagen/taxes/")),
    Stop("search", "portal:search", partial(at, "suche/?q=Hund")),
    Stop("search-nothing", "portal:search", partial(at, "suche/?q=Einhorn")),
    Stop("imprint", "web:imprint", partial(at, "impressum/")),
    Stop("privacy", "web:privacy", partial(at, "datenschutz/")),
    Stop("accessibility", "web:accessibility", partial(at, "barrierefreiheit/")),
    Stop("licences-of-city", "web:licences", partial(at, "lizenzen/")),
    *(
        Stop(f"service-{slug}", "portal:process", partial(at, f"leistungen/{slug}/"))
        for slug in FRANKFURT_SERVICES
    ),
    *_wizard_stops(),
    Stop("walk-removed", "portal:fill-in", _removed),
    Stop("walk-overtaken", "portal:fill-in", _overtaken),
    Stop("walk-uploaded", "portal:fill-in", _uploaded),
    Stop("review", "portal:review", partial(_ready, "pruefen/")),
    Stop("save-for-later", "portal:save-for-later", partial(_ready, "speichern/")),
    Stop("save-for-later-mistake", "portal:save-for-later", _save_nowhere, 422),
    Stop("saved", "portal:saved", _saved),
    Stop("delete-draft", "portal:delete-draft", partial(_ready, "loeschen/")),
    Stop("deleted", "portal:delete-draft", _deleted),
    Stop("received", "portal:received", _received),
    Stop("resume-invalid", "portal:resume", partial(at, "weiter/nonsense/"), 410),
    Stop("mine-empty", "portal:mine", partial(at, "meine-antraege/")),
    Stop("mine-sent", "portal:mine", _mine_sent),
    Stop("mine", "portal:mine", _mine),
    Stop("mine-invalid", "portal:mine-open", partial(at, "meine-antraege/nonsense/"), 404),
    Stop("404", "", partial(at, "leistungen/gibt-es-nicht/"), 404),
    Stop("404-without-city", "", partial(_without_city, "nirgends/"), 404),
    Stop("403-forged", "", _forged, 403),
    Stop("400", "", _nonsense, 400),
    Stop("500", "", _broken, 500),
    Stop("login", "account_login", partial(at, "konto/login/")),
    Stop("login-without-city", "account_login", partial(_without_city, "konto/login/")),
    Stop("login-mistake", "account_login", _no_login),
    Stop("reset", "account_reset_password", partial(at, "konto/passwort/vergessen/")),
    Stop("reset-sent", "account_reset_password_done", partial(at, "konto/passwort/unterwegs/")),
    Stop("reset-new", "account_reset_password_from_key", _new_password),
    Stop("reset-kept", "account_reset_password_from_key_done", _new_password_kept),
    Stop(
        "reset-invalid",
        "account_reset_password_from_key",
        partial(at, "konto/passwort/neu/1-nonsense/"),
    ),
    Stop("inactive", "account_inactive", partial(at, "konto/gesperrt/")),
    Stop("account", "mfa_index", partial(at, "konto/2fa/", who=STAFF)),
    Stop("password", "account_change_password", partial(at, "konto/passwort/", who=STAFF)),
    Stop("password-mistake", "account_change_password", _no_change),
    Stop("429", "", partial(_no_change, times=12), 429),
    Stop("logout", "account_logout", partial(at, "konto/logout/", who=STAFF)),
    Stop("confirm", "account_reauthenticate", partial(at, "konto/bestaetigen/", who=STAFF)),
    Stop(
        "totp",
        "mfa_activate_totp",
        partial(_confirmed, "konto/2fa/totp/activate/", who=STAFF),
    ),
    Stop("totp-mistake", "mfa_activate_totp", _no_code),
    Stop("account-two-steps", "mfa_index", partial(_account, "konto/2fa/")),
    Stop("totp-off", "mfa_deactivate_totp", partial(_account, "konto/2fa/totp/deactivate/")),
    Stop("confirm-two-steps", "mfa_reauthenticate", partial(_account, "konto/2fa/reauthenticate/")),
    Stop("recovery", "mfa_view_recovery_codes", partial(_account, "konto/2fa/recovery-codes/")),
    Stop(
        "recovery-new",
        "mfa_generate_recovery_codes",
        partial(_account, "konto/2fa/recovery-codes/generate/"),
    ),
    Stop("login-second-step", "mfa_authenticate", _second_step),
    Stop(
        "desk-cities",
        "desk:cities",
        partial(_without_city, "schreibtisch/staedte/", who="two-desks"),
    ),
    Stop(
        "inbox",
        "desk:inbox",
        partial(_case, "../"),
    ),
    Stop(
        "inbox-nothing",
        "desk:inbox",
        partial(at, "schreibtisch/vorgaenge/?nummer=Einhorn", who=CLERK),
    ),
    Stop("case", "desk:case", partial(_case, "")),
    Stop("decide", "desk:case-decide", partial(_case, "entscheiden/")),
    Stop("decide-mistake", "desk:case-decide", partial(_decide, state=""), 422),
    Stop("decide-no-reason", "desk:case-decide", partial(_decide, state="refused"), 422),
    Stop("decide-preview", "desk:case-decide", partial(_decide, state="granted")),
    *STUDIO_STOPS,
    *CONTRIBUTIONS_STOPS,
    *CATALOGUE_STOPS,
    *ARRIVAL_STOPS,
    *SHELF_STOPS,
    *UPDATES_STOPS,
    # These take from the shelf what others look at.
    *OPERATING_STOPS,
    *LEAVING_STOPS,
    Stop("demo-post", "demo:post", partial(_without_city, "demo/post/")),
    Stop("demo-people", "demo:people", partial(_without_city, "demo/personen/")),
)
