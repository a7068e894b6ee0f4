"""For each route a request that its owner, alice, may make, or where she may not, an agent."""

from dataclasses import dataclass
from typing import Any

SECRET = "zanzibar"
TICKET = {"title": "It stops", "description": f"In {SECRET}.", "priority": "high", "category": "bug"}


@dataclass(frozen=True)
class Sample:
    """A request; a path with {braces}, or a value with an @, names something of alice's.

    done: what is answered to who may.
    """

    path: str
    done: int = 200
    json: Any = None
    form: dict[str, str] | None = None
    refresh: bool = False

    @property
    def of_alice(self) -> bool:
        return "{" in self.path or "@" in repr((self.json, self.form))


SAMPLES: dict[tuple[str, str], Sample] = {
    ("accounts.home", "GET"): Sample("/", 303),
    ("accounts.login", "GET"): Sample("/login"),
    ("accounts.login_submit", "POST"): Sample("/login", 400, form={}),
    ("accounts.logout", "POST"): Sample("/logout", 303, form={}),
    ("accounts.register", "GET"): Sample("/register"),
    ("accounts.register_submit", "POST"): Sample("/register", 400, form={}),
    ("accounts.confirm", "GET"): Sample("/confirm/no-link-of-ours", 400),
    ("accounts.confirm_submit", "POST"): Sample("/confirm/no-link-of-ours", 400, form={}),
    ("accounts.resend", "POST"): Sample("/confirm/resend", 303, form={}),
    ("accounts_api.token", "POST"): Sample("/auth/token", 400, json={}),
    ("accounts_api.refresh", "POST"): Sample("/auth/refresh", refresh=True),
    ("accounts_api.logout", "POST"): Sample("/auth/logout", 204),
    ("accounts_api.me", "GET"): Sample("/auth/me"),
    ("chat.chat", "GET"): Sample("/chat"),
    ("chat.chat_submit", "POST"): Sample("/chat", 303, form={"content": "hello"}),
    ("chat.conversation", "GET"): Sample("/chat/{talk}"),
    ("chat.conversation_submit", "POST"): Sample("/chat/{talk}", 303, form={"content": "hello"}),
    ("chat_api.create", "POST"): Sample("/chat/conversations", 201, json={}),
    ("chat_api.list_conversations", "GET"): Sample("/chat/conversations"),
    ("chat_api.get", "GET"): Sample("/chat/conversations/{talk}"),
    ("chat_api.add_message", "POST"): Sample("/chat/conversations/{talk}/messages", 201, json={"content": "hello"}),
    ("tickets_api.generate_ticket", "POST"): Sample("/chat/generate-ticket", json={"conversation_id": "@talk"}),
    ("tickets_api.submit_ticket", "POST"): Sample(
        "/chat/submit-ticket", 201, json={"conversation_id": "@talk", "ticket": TICKET}
    ),
    ("tickets_api.list_tickets", "GET"): Sample("/chat/tickets"),
    ("tickets_admin_api.list_everybodys", "GET"): Sample("/chat/admin/tickets"),
    ("tickets_api.get_ticket", "GET"): Sample("/chat/tickets/{ticket}"),
    ("tickets_api.get_events", "GET"): Sample("/chat/tickets/{ticket}/events"),
    ("ticket_changes_api.change_ticket", "PATCH"): Sample("/chat/tickets/{ticket}", json={"priority": "low"}),
    ("ticket_changes_api.delete_ticket", "DELETE"): Sample("/chat/tickets/{other}", 204),
    ("ticket_changes_api.get_any_ticket", "GET"): Sample("/chat/admin/tickets/{ticket}"),
    ("ticket_changes_api.change_any_ticket", "PATCH"): Sample("/chat/admin/tickets/{ticket}", json={}),
    ("ticket_changes_api.delete_any_ticket", "DELETE"): Sample("/chat/admin/tickets/{other}", 204),
    ("comments_api.list_comments", "GET"): Sample("/chat/tickets/{ticket}/comments"),
    ("comments_api.add_comment", "POST"): Sample("/chat/tickets/{ticket}/comments", 201, json={"body": SECRET}),
    ("comments_api.edit_comment", "PATCH"): Sample("/chat/tickets/{ticket}/comments/{comment}", json={"body": SECRET}),
    ("comments_api.delete_comment", "DELETE"): Sample("/chat/tickets/{ticket}/comments/{spoken}", 204),
    ("tickets.tickets", "GET"): Sample("/tickets"),
    ("tickets.queue", "GET"): Sample("/agent/tickets"),
    ("agents.bulk_submit", "POST"): Sample("/agent/tickets/bulk", 303, form={"id": "@ticket", "priority": "low"}),
    ("agents.bulk_undo", "POST"): Sample("/agent/tickets/bulk/unknown/undo", 404, form={}),
    ("agents.view_save", "POST"): Sample("/agent/views", 303, form={"name": "Bugs", "query": "category=bug"}),
    ("agents.view", "GET"): Sample("/agent/views/99", 404),
    ("agents.view_submit", "POST"): Sample("/agent/views/99", 404, form={"name": "Bugs"}),
    ("team.team", "GET"): Sample("/agent/team"),
    ("team.team_submit", "POST"): Sample("/agent/team", 303, form={}),
    ("bulk_api.change_tickets", "PATCH"): Sample(
        "/chat/admin/tickets", json={"ids": [1], "changes": {"priority": "low"}}
    ),
    ("exports.export_tickets", "GET"): Sample("/agent/tickets/export?format=csv"),
    ("tickets.ticket", "GET"): Sample("/tickets/{ticket}"),
    ("tickets.earlier", "GET"): Sample("/tickets/{ticket}/earlier?before={comment}"),
    ("tickets.added_conversation", "GET"): Sample("/tickets/{ticket}/conversations/{talk}", 404),
    ("tickets.reply", "POST"): Sample("/tickets/{ticket}/comments", 303, form={"body": SECRET}),
    ("tickets.reopen", "POST"): Sample("/tickets/{other}/reopen", 303, form={"reason": SECRET}),
    ("tickets.writing", "POST"): Sample("/tickets/{ticket}/writing", form={"body": SECRET}),
    ("tickets.read", "POST"): Sample("/tickets/{ticket}/read", 303, form={}),
    ("tickets.change", "POST"): Sample("/tickets/{ticket}/change", 400, form={}),
    ("tickets.take", "POST"): Sample("/tickets/{ticket}/take", 303, form={"assignee": "2"}),
    ("tickets.close", "POST"): Sample("/tickets/{other}/close", 412, form={}),
    ("tickets.edit", "GET"): Sample("/tickets/{fresh}/edit"),
    ("tickets.edit_submit", "POST"): Sample("/tickets/{fresh}/edit", 400, form={"title": ""}),
    ("tickets.comment_edit", "GET"): Sample("/tickets/{ticket}/comments/{comment}/edit"),
    ("tickets.comment_edit_submit", "POST"): Sample(
        "/tickets/{ticket}/comments/{comment}/edit", 303, form={"body": SECRET}
    ),
    ("tickets.comment_delete", "GET"): Sample("/tickets/{ticket}/comments/{comment}/delete"),
    ("tickets.comment_delete_submit", "POST"): Sample("/tickets/{ticket}/comments/{spoken}/delete", 303, form={}),
    ("tickets.withdraw", "POST"): Sample("/tickets/{fresh}/withdraw", 303, form={}),
    ("tickets.rate_draft", "POST"): Sample("/tickets/{ticket}/draft-rating", 303, form={"useful": "yes"}),
    ("tickets.start_draft", "POST"): Sample("/tickets/drafts", 303, form={"conversation_id": "@talk"}),
    ("tickets.review", "GET"): Sample("/tickets/review?conversation_id={talk}"),
    ("tickets.review_submit", "POST"): Sample(
        "/tickets/review", 303, form={"conversation_id": "@talk", "action": "send", "version": "1", **TICKET}
    ),
    ("pages.set_theme", "POST"): Sample("/theme", 303, form={"theme": "dark"}),
    ("pages.api_docs", "GET"): Sample("/api/docs"),
    ("site_api.openapi", "GET"): Sample("/openapi.json"),
    ("operations.healthz", "GET"): Sample("/healthz"),
    ("operations.readyz", "GET"): Sample("/readyz"),
}
