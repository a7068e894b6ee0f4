"""A support-ticket system in which a conversation becomes a draft that the requester reviews and sends."""

from typing import Any

from flask import Flask

from supportapp import config, errors


def create_app(settings: dict[str, Any] | None = None) -> Flask:
    """Build the application; `settings` override the environment, which overrides the defaults in config.py."""
    # Imported here: `import supportapp` stays cheap, and commands can import create_app.
    from supportapp import cli, database, extensions, handlers, logs, operations, outbox, site, web
    from supportapp.accounts import api as accounts_api
    from supportapp.accounts import guard
    from supportapp.accounts import pages as accounts_pages
    from supportapp.chat import api as chat_api
    from supportapp.chat import pages as chat_pages
    from supportapp.tickets import blueprints as tickets

    app = Flask(
        __name__,
        template_folder=str(config.folder("templates")),
        static_folder=str(config.folder("static")),
        instance_path=config.instance_path(),
    )
    config.configure(app, settings)
    logs.init_app(app)
    web.init_app(app)
    extensions.db.init_app(app)
    with app.app_context():
        database.prepare_engine(extensions.db.engine)
    extensions.migrate.init_app(app, extensions.db, directory=str(config.folder("migrations")))
    extensions.bootstrap.init_app(app)
    extensions.jwt.init_app(app)
    extensions.limiter.init_app(app)
    extensions.api.init_app(app)
    for api in (accounts_api.blueprint, chat_api.blueprint, *tickets.API, operations.blueprint, site.api_blueprint):
        extensions.api.register_blueprint(api)
    for pages in (accounts_pages.blueprint, chat_pages.blueprint, *tickets.PAGES, site.blueprint):
        app.register_blueprint(pages)
    errors.init_app(app)
    outbox.register(handlers.HANDLERS)
    cli.init_app(app)
    guard.init_app(app)
    return app
