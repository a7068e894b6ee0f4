"""Light, dark or as the system: chosen once, kept on every page; and nothing moves for those who want no motion."""

import pytest
from browser.profiles import NewContext
from browser.steps import press
from playwright.sync_api import Page, expect

GROUND = {"light": "rgb(247, 249, 249)", "dark": "rgb(18, 26, 27)"}


def expect_colours(page: Page, name: str) -> None:
    expect(page.locator("body")).to_have_css("background-color", GROUND[name])


def test_a_theme_is_kept(page: Page) -> None:
    page.goto("/tickets?status=open")
    expect_colours(page, "light")
    expect(page.get_by_role("button", name="System")).to_have_attribute("aria-pressed", "true")
    press(page, "Dark")
    expect(page).to_have_url("/tickets?status=open")
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    expect_colours(page, "dark")

    other = page.context.new_page()
    other.goto("/chat")
    expect_colours(other, "dark")
    press(other, "Light")
    other.emulate_media(color_scheme="dark")
    expect_colours(other, "light")
    press(other, "System")
    expect(other.get_by_role("button", name="System")).to_have_attribute("aria-pressed", "true")
    expect_colours(other, "dark")
    other.emulate_media(color_scheme="light")
    expect_colours(other, "light")


def test_a_theme_is_kept_before_signing_in(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/login")
    press(page, "Dark")
    expect_colours(page, "dark")
    page.goto("/register")
    expect_colours(page, "dark")


@pytest.mark.parametrize(("wanted", "seconds"), [("no-preference", "0.12s"), ("reduce", "0s")])
def test_motion(scripted: Page, wanted: str, seconds: str) -> None:
    scripted.emulate_media(reduced_motion=wanted)  # type: ignore[arg-type]
    scripted.goto("/chat")
    button = scripted.get_by_role("button", name="Start conversation")
    durations = button.evaluate("button => getComputedStyle(button).transitionDuration")
    assert set(durations.split(", ")) == {seconds}
