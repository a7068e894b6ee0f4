"""Every page, each with what makes it hard to draw: long words, emoji, errors, nothing at all."""

from collections.abc import Callable
from dataclasses import dataclass

from browser.profiles import NewContext, SignInBrowser
from browser.steps import TALK, TICKET_ADDRESS, open_draft, press, save_for_later, title
from fixtures.people import MakeConversation, MakeTicket
from playwright.sync_api import Page, expect

GERMAN = "Donaudampfschifffahrtsgesellschaftskapitän und Rechtsschutzversicherungsgesellschaften"
TITLES = ("x" * 200, "🎉🔥 Der Druck geht nicht 😀", GERMAN, "The export stops")
LONG_TALK = (("user", "x" * 200), ("assistant", f"{'y' * 300} {GERMAN}"), ("user", "🎉 geht nicht"), *TALK)


@dataclass
class World:
    """What a page needs to be there."""

    new_context: NewContext
    sign_in: SignInBrowser
    make_conversation: MakeConversation
    make_ticket: MakeTicket

    def page_of(self, name: str | None) -> Page:
        """Return a page of a person's browser; None: of nobody's."""
        context = self.new_context()
        if name:
            self.sign_in(context, name)
        return context.new_page()


def at(address: str, name: str | None = "alice") -> Callable[[World], Page]:
    def visit(world: World) -> Page:
        page = world.page_of(name)
        page.goto(address)
        return page

    return visit


def with_errors(address: str, button: str, name: str | None = "alice") -> Callable[[World], Page]:
    def visit(world: World) -> Page:
        page = at(address, name)(world)
        press(page, button)
        expect(page.get_by_role("alert", name="There is a problem")).to_be_visible()
        return page

    return visit


def full_chat(world: World) -> Page:
    for words in (*TITLES, *(f"Question {n} about an invoice" for n in range(20))):
        world.make_conversation("alice", [("user", words)])
    return at("/chat")(world)


def conversation(world: World) -> Page:
    return at(f"/chat/{world.make_conversation('alice', LONG_TALK)}")(world)


def review(world: World) -> Page:
    page = world.page_of("alice")
    open_draft(page, world.make_conversation("alice", LONG_TALK))
    return page


def explained(world: World) -> Page:
    page = review(world)
    for why in page.locator(".why summary").all():
        why.click()
    return page


def conflict(world: World) -> Page:
    page = review(world)
    other = page.context.new_page()
    other.goto(page.url)
    title(other).fill(TITLES[0])
    save_for_later(other)
    title(page).fill(GERMAN)
    press(page, "Send ticket")
    expect(page.locator(".theirs")).to_be_visible()
    return page


def discarding(world: World) -> Page:
    page = review(world)
    press(page, "Discard")
    expect(page.get_by_role("heading", name="Discard this draft?")).to_be_visible()
    return page


def just_sent(world: World) -> Page:
    page = review(world)
    press(page, "Send ticket")
    expect(page).to_have_url(TICKET_ADDRESS)
    page.get_by_text("The conversation it came from").click()
    page.get_by_text("Sent by mistake?").click()
    return page


def seen_later(world: World) -> Page:
    page = just_sent(world)
    page.reload()
    return page


def already_sent(world: World) -> Page:
    page = just_sent(world)
    page.goto("/tickets/review?conversation_id=1")
    expect(page.get_by_role("heading", name="You have already sent this ticket")).to_be_visible()
    return page


def tickets(world: World) -> None:
    for number in range(24):
        world.make_ticket(
            "alice",
            title=TITLES[number % 4],
            status=("open", "in_progress", "resolved", "closed")[number % 4],
            priority=("low", "medium", "high")[number % 3],
            category=("bug", "feature", "question", "other")[number // 2 % 4],
        )


def full_list(world: World) -> Page:
    tickets(world)
    page = at("/tickets/review")(world)
    title(page).fill(GERMAN)
    save_for_later(page)
    page.goto("/tickets")
    return page


def full_queue(world: World) -> Page:
    tickets(world)
    return at("/agent/tickets?status=open&status=closed", "bob")(world)


def changed_queue(world: World) -> Page:
    page = full_queue(world)
    for box in page.locator("input[name=id]").all()[:3]:
        box.check()
    page.locator("#b-status").select_option("resolved")
    press(page, "Change")
    expect(page.locator(".done")).to_be_visible()
    page.get_by_role("checkbox", name="Select all on this page").check()
    return page


def unfinished_change(world: World) -> Page:
    page = full_queue(world)
    page.locator("input[name=id]").first.check()
    press(page, "Change")
    expect(page.get_by_role("alert")).to_be_visible()
    return page


def view_without_name(world: World) -> Page:
    page = at("/agent/tickets?priority=high", "bob")(world)
    page.get_by_text("Save this view").click()
    page.locator("#view-name").evaluate("input => input.removeAttribute('required')")
    press(page, "Save view")
    expect(page.get_by_role("alert", name="There is a problem")).to_be_visible()
    return page


def ticket_of_another(world: World) -> Page:
    number = world.make_ticket("alice", title=TITLES[0], description=f"{GERMAN}\n{'y' * 300}")
    return at(f"/tickets/{number}", "bob")(world)


def ticket_with_a_talk(world: World) -> Page:
    place = f"/tickets/{world.make_ticket('alice', title=GERMAN)}"
    page = at(place, "bob")(world)
    for words, button in (
        (f"**{'y' * 300}**\n\n|a|{GERMAN}|\n|-|-|\n|1|2|\n\n```\n{'x' * 300}\n```", "Send reply"),
        (f"> {GERMAN}\n\n1. `x`", "Save note"),
    ):
        page.get_by_role("radio", name="Internal note").set_checked(button == "Save note", force=True)
        page.get_by_role("textbox", name="Text").fill(words)
        press(page, button)
        expect(page.locator(".comment").last).to_contain_text(GERMAN)
    other = page.context.new_page()
    other.goto(place)
    other.get_by_label("Priority").select_option("high")
    press(other, "Change")
    page.get_by_label("Category").select_option("other")
    press(page, "Change")
    expect(page.get_by_role("alert", name="There is a problem")).to_be_visible()
    return page


def reference(world: World) -> Page:
    page = at("/api/docs", None)(world)
    page.locator("main details").evaluate_all("all => all.forEach(details => { details.open = true; })")
    return page


PAGES: dict[str, Callable[[World], Page]] = {
    "sign in": at("/login", None),
    "sign in, wrong": with_errors("/login", "Sign in", None),
    "register": at("/register", None),
    "register, wrong": with_errors("/register", "Register", None),
    "chat, empty": at("/chat"),
    "chat, full": full_chat,
    "conversation": conversation,
    "review": review,
    "review, why": explained,
    "review, from nothing": at("/tickets/review"),
    "review, wrong": with_errors("/tickets/review", "Send ticket"),
    "review, conflict": conflict,
    "discard": discarding,
    "ticket, just sent": just_sent,
    "ticket, later": seen_later,
    "already sent": already_sent,
    "tickets, none": at("/tickets"),
    "tickets, many": full_list,
    "queue": full_queue,
    "queue, empty": at("/agent/tickets", "bob"),
    "queue, changed": changed_queue,
    "queue, wrong": at("/agent/tickets?colour=red&user_id=1", "bob"),
    "queue, nothing chosen": unfinished_change,
    "queue, a view without a name": view_without_name,
    "team": at("/agent/team", "bob"),
    "team, to an admin": at("/agent/team", "dora"),
    "ticket, to an agent": ticket_of_another,
    "ticket, with a talk": ticket_with_a_talk,
    "API": reference,
    "nothing here": at("/no/such/page"),
    "nothing here, a ticket": at("/tickets/4711"),
    "not allowed": at("/agent/tickets"),
}
