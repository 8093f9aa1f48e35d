"""Staff compose a process in the browser: by keyboard, by mouse, two at once, without a line."""

import pytest
from playwright.sync_api import expect

from rathaus.demo.people import PASSWORD
from tests.browser.designer import SELECTED, KeyboardDesigner
from tests.pages import Person

DESIGNER = "gestaltung@frankfurt.example"


@pytest.fixture
def designer(hall, browser):
    person = Person(browser, hall, "frankfurt")
    person.log_in(DESIGNER, PASSWORD)
    yield KeyboardDesigner(person)
    person.context.close()


def test_pages_and_questions_are_composed_by_keyboard_alone(designer):
    designer.begin("Grillplatz mieten")
    designer.add("Ihr Name", "Person")
    designer.add("Wann?", "Datum")
    designer.add("Bringen Sie einen eigenen Grill mit?", "Ja oder")
    designer.add("Welcher Platz?", "Auswahl")
    designer.set(options="Ostpark\nNidda\nStadtwald")
    designer.add_page("Erklärung")
    designer.add("Ich halte die Regeln ein", "Einwilligung")

    assert designer.names == ["Ich halte die Regeln ein"]
    designer.keys.go_to(".outline__pages a")
    designer.page.keyboard.press("Home")
    designer.page.keyboard.press("Enter")
    expect(designer.page.locator("#arbeit-titel")).to_have_text("Erste Seite")
    assert designer.names == [
        "Ihr Name", "Wann?", "Bringen Sie einen eigenen Grill mit?", "Welcher Platz?",
    ]  # fmt: skip


def test_keys_move_delete_and_take_back_and_the_focus_is_never_lost(designer):
    designer.begin("Reihenfolge")
    for label in ("Eins", "Zwei", "Drei"):
        designer.add(label, "Kurzer Text")

    designer.go_to("Drei")
    designer.page.keyboard.press("Alt+ArrowUp")
    designer.said("Position 2 von 3")
    assert designer.names == ["Eins", "Drei", "Zwei"]
    assert designer.keys.at(SELECTED)

    designer.page.keyboard.press("Delete")
    designer.said("„Drei“ gelöscht")
    assert designer.names == ["Eins", "Zwei"]
    assert designer.keys.at(SELECTED)

    designer.page.keyboard.press("Control+z")
    designer.said("Zurückgenommen")
    assert designer.names == ["Eins", "Drei", "Zwei"]
    designer.page.keyboard.press("Control+y")
    designer.said("Wiederholt")
    assert designer.names == ["Eins", "Zwei"]

    designer.page.reload()
    designer.keys.go_to("#undo")
    for _ in range(2):
        designer.page.keyboard.press("Enter")
        designer.said("Zurückgenommen")
        designer.page.evaluate("document.getElementById('ansage').textContent = ''")
    assert designer.names == ["Eins", "Zwei", "Drei"]


def test_a_question_is_moved_to_another_page_in_a_dialog(designer):
    designer.begin("Umzug")
    designer.add("Bleibt", "Kurzer Text")
    designer.add("Zieht um", "Kurzer Text")
    designer.add_page("Zweite Seite")
    designer.keys.go_to(".outline__pages a")
    designer.page.keyboard.press("Home")
    designer.page.keyboard.press("Enter")
    designer.go_to("Zieht um")

    designer.page.keyboard.press("Control+m")
    expect(designer.page.locator("dialog select")).to_be_focused()
    designer.page.keyboard.press("End")
    designer.page.keyboard.press("Enter")
    designer.keys.press("dialog [type=submit]")

    designer.said("„Zieht um“ verschoben: Zweite Seite")
    expect(designer.page.locator("#arbeit-titel")).to_have_text("Zweite Seite")
    assert designer.names == ["Zieht um"]


def test_what_is_copied_with_a_key_is_inserted_again(designer):
    designer.begin("Kopie")
    designer.add("Anschrift", "Anschrift")
    designer.go_to("Anschrift")

    designer.page.keyboard.press("Control+c")
    designer.said("„Anschrift“ kopiert")
    designer.page.keyboard.press("Control+v")
    designer.said("„Anschrift“ eingefügt")

    assert designer.names == ["Anschrift", "Anschrift"]


def test_a_question_is_dragged_with_the_mouse(designer):
    designer.begin("Ziehen")
    for label in ("Eins", "Zwei", "Drei"):
        designer.add(label, "Kurzer Text")
    page = designer.page
    page.evaluate("scrollTo(0, 0)")
    grip = page.locator(".row__grip").nth(2).bounding_box()
    target = page.locator(".row").nth(0).bounding_box()

    page.mouse.move(grip["x"] + 3, grip["y"] + 3)
    page.mouse.down()
    page.mouse.move(target["x"] + 60, target["y"] + 12, steps=8)
    page.mouse.up()

    designer.said("„Drei“ verschoben")
    assert designer.names == ["Drei", "Eins", "Zwei"]


def test_without_a_connection_changes_wait_and_nothing_is_lost(designer):
    designer.begin("Funkloch")
    designer.add("Eins", "Kurzer Text")
    designer.person.context.set_offline(True)
    designer.page.fill("#neu-frage", "Zwei")
    designer.page.keyboard.press("Enter")
    expect(designer.page.locator("[data-rathaus-saved]")).to_contain_text("Keine Verbindung")

    designer.person.context.set_offline(False)

    expect(designer.page.locator(".row__name")).to_have_text(["Eins", "Zwei"])


def test_two_people_edit_different_questions_and_see_each_other(designer, hall, browser):
    designer.begin("Zu zweit")
    designer.add("Eins", "Kurzer Text")
    designer.add("Zwei", "Kurzer Text")
    other = Person(browser, hall, "frankfurt")
    other.log_in("freigabe@frankfurt.example", PASSWORD)
    other.page.goto(designer.page.url)
    other.page.locator(".row__name", has_text="Eins").click()
    expect(other.page.locator("#eigenschaft-label")).to_have_value("Eins")

    designer.go_to("Zwei")
    designer.set(label="Zwei neu")
    other.page.locator("#eigenschaft-label").fill("Eins neu")
    other.page.locator("#speichern").click()

    expect(other.page.locator(".row__name").first).to_have_text("Eins neu")
    assert other.page.locator(".row__name").all_inner_texts() == ["Eins neu", "Zwei neu"]
    expect(other.page.locator("#anwesend")).to_contain_text("Formbach")
    other.context.close()


def test_the_second_at_the_same_question_is_told_who_was_first(designer, hall, browser):
    designer.begin("Gleiche Frage")
    designer.add("Eins", "Kurzer Text")
    designer.go_to("Eins")
    other = Person(browser, hall, "frankfurt")
    other.log_in("freigabe@frankfurt.example", PASSWORD)
    other.page.goto(designer.page.url)
    other.page.locator("#eigenschaft-label").fill("Von der Zweiten")

    designer.set(label="Von der Ersten")
    other.page.locator("#speichern").click()

    conflict = other.page.locator("#konflikt")
    expect(conflict).to_contain_text("Formbach")
    expect(conflict).to_contain_text("Von der Ersten")
    expect(other.page.locator("#eigenschaft-label")).to_have_value("Von der Zweiten")
    other.page.locator("#speichern").click()
    expect(other.page.locator(".row__name")).to_have_text("Von der Zweiten")
    other.context.close()


def test_several_questions_are_marked_and_cut_at_once(designer):
    designer.begin("Mehrere")
    for label in ("Eins", "Zwei", "Drei"):
        designer.add(label, "Kurzer Text")
    designer.go_to("Eins")

    designer.page.keyboard.press("Shift+ArrowDown")
    designer.said("Markiert: 2")
    designer.page.keyboard.press("Control+x")

    expect(designer.page.locator(".row__name")).to_have_text(["Drei"])
    designer.add_page("Zweite Seite")
    designer.keys.press("#clip-einfuegen")
    expect(designer.page.locator(".row__name")).to_have_text(["Eins", "Zwei"])
