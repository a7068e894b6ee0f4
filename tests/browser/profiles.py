"""What the fixtures of this folder give, by name, for the annotations of tests."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext

NewContext = Callable[..., BrowserContext]
SignInBrowser = Callable[[BrowserContext, str], None]
