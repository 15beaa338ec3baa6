"""The two pages that stand before the dashboard's own: signing in, and a new password."""

from html import escape
from pathlib import Path
from string import Template

from board.access.accounts.passwords import LEAST, MOST
from board.text import sign_in
from board.text.pages import APP

_PAGE = Template((Path(__file__).parent / "sign_in.html").read_text("utf-8"))
_FIELD = Template(
    '<label for="$name">$label</label>\n<input id="$name" name="$name" type="$type" '
    'autocomplete="$complete" required maxlength="$most" $more>'
)


def sign_in_page(action: str, message: str = "", name: str = "", other: str = "") -> str:
    """The page to sign in at, as HTML; `name`: what was typed before; `other`: the address of the
    other way to sign in, where there is one."""
    first, second = ("", "autofocus") if name else ("autofocus", "")
    value = f'value="{escape(name)}" autocapitalize="none" spellcheck="false" {first}'
    fields = [
        _field("name", sign_in.NAME, "text", "username", value),
        _field("password", sign_in.PASSWORD, "password", "current-password", second),
    ]
    link = f'<a class="other" href="{escape(other)}">{escape(sign_in.OPEN_ID)}</a>' if other else ""
    return _page(sign_in.TITLE, action, message, fields, sign_in.SIGN_IN, sign_in.FORGOTTEN, link)


def password_page(action: str, account: str, message: str = "") -> str:
    """The page for a new password, as HTML."""
    hidden = f'value="{escape(account)}" readonly'
    fields = [
        _field("name", sign_in.NAME, "text", "username", hidden),
        _field("old", sign_in.OLD_PASSWORD, "password", "current-password", "autofocus"),
        _field("new", sign_in.NEW_PASSWORD, "password", "new-password", f'minlength="{LEAST}"'),
        _field("again", sign_in.REPEATED, "password", "new-password", f'minlength="{LEAST}"'),
    ]
    return _page(sign_in.CHANGE_TITLE, action, message, fields, sign_in.CHANGE, sign_in.rule(LEAST))


def sign_out_page(action: str, account: str) -> str:
    """The page that asks once more before a session ends, as HTML."""
    note = sign_in.signed_in_as(account)
    return _page(sign_in.SIGN_OUT, action, "", [], sign_in.SIGN_OUT, note)


def _field(name: str, label: str, kind: str, complete: str, more: str) -> str:
    return _FIELD.substitute(
        name=name, label=escape(label), type=kind, complete=complete, most=MOST, more=more
    )


def _page(
    title: str,
    action: str,
    message: str,
    fields: list[str],
    button: str,
    note: str,
    link: str = "",
) -> str:
    shown = f'<p class="wrong" role="alert">{escape(message)}</p>' if message else ""
    return _PAGE.substitute(
        app=escape(APP),
        title=escape(title),
        action=escape(action),
        message=shown,
        fields="\n".join(fields),
        button=escape(button),
        note=escape(note),
        link=link,
    )
