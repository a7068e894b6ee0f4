"""Every blueprint of tickets: what create_app() registers."""

from supportapp.tickets import (
    admin_api,
    agent_pages,
    api,
    bulk_api,
    change_api,
    comments_api,
    export_pages,
    team_pages,
    ticket_pages,
)

API = tuple(module.blueprint for module in (api, admin_api, bulk_api, change_api, comments_api))
PAGES = tuple(module.blueprint for module in (ticket_pages, export_pages, agent_pages, team_pages))
