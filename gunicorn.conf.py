"""How gunicorn serves the application. `gunicorn wsgi:app` reads this by itself; its options win."""

import os

bind = f"127.0.0.1:{os.environ.get('PORT', '5000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"  # a page that waits for a model does not hold up the others
threads = 4
timeout = 30  # seconds without a sign of life from a worker
graceful_timeout = 10  # seconds for open requests after SIGTERM
keepalive = 5
max_requests = 20_000  # a worker is renewed now and then, not all at the same moment
max_requests_jitter = 2_000
accesslog = None  # the application logs each request itself, as JSON
control_socket_disable = True  # nothing here talks to a running gunicorn but signals
