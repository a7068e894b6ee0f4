"""Pages of accounts: sign in, register, confirm an address, sign out."""

from datetime import timedelta

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeTimedSerializer

from supportapp.accounts import kept, service, tokens
from supportapp.accounts.addresses import local_path
from supportapp.accounts.forms import ButtonForm, RegistrationForm, SignInForm
from supportapp.accounts.guard import current_person, page, person_or_none
from supportapp.accounts.passwords import SHORTEST_PASSWORD
from supportapp.accounts.policy import ANYONE, Whose, whose
from supportapp.accounts.ratelimit import TooManyTries, limit_messages, limit_registration, limit_sign_in
from supportapp.errors import NotFound
from supportapp.web import public_url

REGISTERED = (
    "If the address was new, your account is ready: sign in. We have sent a message to it; "
    "open the link in it to confirm the address."
)
WEEK = 7 * 24 * 60 * 60  # seconds that a link to confirm an address is good for

blueprint = Blueprint("accounts", __name__)


class RegistrationClosed(NotFound):
    """Accounts are made by the administrators here. Write to the support address if you need one."""


@blueprint.get("/")
@page(ANYONE)
def home() -> ResponseReturnValue:
    """Go to where people begin: the chat, or for agents the queue."""
    person = person_or_none()
    works = person is not None and whose(person.role, "ticket.queue") is not Whose.NOBODYS
    return redirect("/agent/tickets" if works else "/chat", 303)


@blueprint.get("/login")
@page(ANYONE)
def login() -> ResponseReturnValue:
    """Show the sign-in form; who is signed in already goes on."""
    there = local_path(request.args.get("next", ""))
    if person_or_none():
        return redirect(there, 303)
    return kept.draw(SignInForm(data={"next": there}))


def _too_many_tries() -> Response:
    form = SignInForm(request.form)
    form.show({"password": [TooManyTries().message]})
    return kept.draw(form, 429)


@blueprint.post("/login")
@page(ANYONE)
@limit_sign_in(_too_many_tries)
def login_submit() -> ResponseReturnValue:
    """Sign a browser in."""
    form = SignInForm(request.form)
    if not form.validate():
        return kept.draw(form, 400)
    try:
        user_id = service.check_password(**form.loaded)
    except service.WrongPassword as error:
        form.show({"password": [error.message]})
        return kept.draw(form, error.status)
    return _signed_in(user_id, form)


@blueprint.post("/logout")
@page("account.self")
def logout() -> ResponseReturnValue:
    """Sign a browser out."""
    service.end_sign_in(current_person().sign_in_id)
    session.clear()
    response = make_response(redirect(url_for("accounts.login"), 303))
    tokens.unset_cookie(response)
    flash("You are signed out.")
    return response


@blueprint.get("/register")
@page(ANYONE)
def register() -> ResponseReturnValue:
    """Show the registration form."""
    _demand_open_registration()
    return _draw_registration(RegistrationForm())


def _too_many_registrations() -> Response:
    form = RegistrationForm(request.form)
    form.show({"email": [TooManyTries().message]})
    return _draw_registration(form, 429)


@blueprint.post("/register")
@page(ANYONE)
@limit_registration(_too_many_registrations)
def register_submit() -> ResponseReturnValue:
    """Open an account; the answer is the same for an address that has one already."""
    _demand_open_registration()
    form = RegistrationForm(request.form)
    if not form.validate():
        return _draw_registration(form, 400)
    service.register(form.loaded, _confirm_link, public_url("accounts.login"))
    flash(REGISTERED)
    return redirect(url_for("accounts.login"), 303)


@blueprint.get("/confirm/<token>")
@page("account.self")
def confirm(token: str) -> ResponseReturnValue:
    """Ask before an address is confirmed: programs that check links in mails press no buttons."""
    address = _address_in(token)
    return render_template("accounts/confirm.html", form=ButtonForm(), address=address), 200 if address else 400


@blueprint.post("/confirm/<token>")
@page("account.self")
def confirm_submit(token: str) -> ResponseReturnValue:
    """Note that the address reaches the person who is signed in."""
    address = _address_in(token)
    if not address:
        return render_template("accounts/confirm.html", form=ButtonForm(), address=""), 400
    service.confirm_address(current_person().id, address)
    flash("Your email address is confirmed.")
    return redirect("/", 303)


@blueprint.post("/confirm/resend")
@page("account.self")
@limit_messages(lambda: str(current_person().id))
def resend() -> ResponseReturnValue:
    """Send the link that confirms an address once more."""
    person = current_person()
    service.ask_to_confirm(person, _confirm_link(person.id, person.email))
    flash("We have sent a message to your address. Open the link in it.")
    return redirect(local_path(request.form.get("next", "")), 303)


def _signed_in(user_id: int, form: SignInForm) -> Response:
    """Begin a sign-in, bring back what was typed before the last one lapsed, go on."""
    life = timedelta(days=current_app.config["REFRESH_TOKEN_DAYS"])
    sign_in = service.start_sign_in(user_id, life)
    person = service.load_person(sign_in.id, user_id)
    there = kept.restore(form.kept.data or "", person) if person else None
    response = make_response(redirect(there or local_path(form.next.data), 303))
    tokens.set_cookie(response, sign_in.id, user_id)
    return response


def _demand_open_registration() -> None:
    if current_app.config["REGISTRATION"] != "open":
        raise RegistrationClosed


def _draw_registration(form: RegistrationForm, status: int = 200) -> Response:
    return make_response(
        render_template("accounts/register.html", form=form, shortest_password=SHORTEST_PASSWORD), status
    )


def _confirm_link(user_id: int, email: str) -> str:
    return public_url("accounts.confirm", token=_signer().dumps([user_id, email]))


def _address_in(token: str) -> str:
    """Return the address a link confirms, nothing where the link is too old or no link of ours."""
    try:
        user_id, email = _signer().loads(token, max_age=WEEK)
    except BadSignature:
        return ""
    if user_id != current_person().id:
        raise service.LinkOfAnotherAccount
    return str(email)


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="confirm")
