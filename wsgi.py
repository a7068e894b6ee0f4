"""What `flask` and gunicorn load: the application with settings from the environment."""

from supportapp import create_app

app = create_app()
