"""Every blueprint of tickets: what create_app() registers."""

from supportapp.tickets import api
from supportapp.tickets.handling import change_api, comments_api, ticket_pages
from supportapp.tickets.lists import export_pages
from supportapp.tickets.queue import admin_api, agent_pages, bulk_api, team_pages

API = tuple(module.blueprint for module in (api, admin_api, bulk_api, change_api, comments_api))
PAGES = tuple(module.blueprint for module in (ticket_pages, export_pages, agent_pages, team_pages))
