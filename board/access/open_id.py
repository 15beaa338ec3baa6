"""Signing in at a provider of OpenID Connect: the authorization code flow with PKCE, by Authlib."""

import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from board.access.accounts import database

ANSWER_SECONDS = 10
CLOCKS_DIFFER_SECONDS = 30
KEPT_SECONDS = 300  # what the provider says of itself
# Which everybody can check and the provider alone can make; a key that both have is no proof.
SIGNED_BY = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"}
OWN_MACHINE = {"localhost", "127.0.0.1"}


@dataclass(frozen=True)
class Provider:
    """A provider, and how it calls this dashboard."""

    issuer: str
    client_id: str


@dataclass(frozen=True)
class Attempt:
    """One attempt to sign in: the secrets that tie its answer to it, and where that is to come."""

    state: str
    nonce: str
    verifier: str
    back: str


@dataclass(frozen=True)
class Person:
    """Who signed in, as the provider names it, and when its word ends, in seconds since 1970."""

    subject: str
    ends_at: float


class NotSignedIn(Exception):
    """The provider did not answer, or its answer proves nothing; `reason` is for the log."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def secret_file() -> Path:
    """Where the secret that the provider gave this dashboard is kept."""
    return database.access_folder() / "openid_secret"


def address_to_sign_in(provider: Provider, attempt: Attempt) -> str:
    """The provider's address that a browser is sent to. Raises NotSignedIn."""
    try:
        place = _metadata(provider)["authorization_endpoint"]
        return _client(provider, attempt).create_authorization_url(
            place, state=attempt.state, nonce=attempt.nonce, code_verifier=attempt.verifier
        )[0]
    except requests.RequestException:
        raise NotSignedIn("open_id_unreachable") from None
    except (ValueError, KeyError, TypeError):
        raise NotSignedIn("open_id_answer") from None


def person_signed_in(provider: Provider, attempt: Attempt, code: str, at: float) -> Person:
    """Who has the code that the provider sent a browser back with, at a moment.

    The ID token is checked as OpenID Connect Core 1.0 says in 3.1.3.7: signature, issuer, audience,
    times, nonce. Raises NotSignedIn.
    """
    try:
        metadata = _metadata(provider)
        token = _client(provider, attempt).fetch_token(
            metadata["token_endpoint"],
            grant_type="authorization_code",
            code=code,
            code_verifier=attempt.verifier,
            allow_redirects=False,
        )
        keys = KeySet.import_key_set(_answer(metadata["jwks_uri"]))
        names = SIGNED_BY & {*metadata.get("id_token_signing_alg_values_supported", ["RS256"])}
        registry = JWSRegistry(algorithms=[*names], strict_check_header=False)
        decoded = jwt.decode(token["id_token"], keys, registry=registry)
        claims = CodeIDToken(
            decoded.claims,
            decoded.header,
            {
                "iss": {"essential": True, "value": provider.issuer},
                "aud": {"essential": True, "value": provider.client_id},
            },
            {
                "nonce": attempt.nonce,
                "client_id": provider.client_id,
                "access_token": token.get("access_token"),
            },
        )
        claims.validate(now=int(at), leeway=CLOCKS_DIFFER_SECONDS)
        person = Person(claims["sub"], float(claims["exp"]))
    except requests.RequestException:
        raise NotSignedIn("open_id_unreachable") from None
    except (AuthlibBaseError, JoseError, ValueError, KeyError, TypeError) as error:
        raise NotSignedIn("open_id_answer") from error
    if person.ends_at <= at or not isinstance(person.subject, str) or not person.subject:
        raise NotSignedIn("open_id_answer")
    return person


def _client(provider: Provider, attempt: Attempt) -> OAuth2Session:
    try:
        secret = secret_file().read_text("utf-8").strip()
    except FileNotFoundError:
        raise NotSignedIn("open_id_secret_missing") from None
    return OAuth2Session(
        provider.client_id,
        secret,
        token_endpoint_auth_method="client_secret_basic",
        scope="openid",
        redirect_uri=attempt.back,
        code_challenge_method="S256",
        default_timeout=ANSWER_SECONDS,
    )


def _metadata(provider: Provider) -> dict:
    # Kept a while: whoever begins sign-ins must not reach the provider through us each time.
    return _metadata_in(provider.issuer, int(time.monotonic() // KEPT_SECONDS))


@lru_cache(maxsize=1)
def _metadata_in(issuer: str, _: int) -> dict:
    """What the provider says of itself (OpenID Connect Discovery 1.0). Raises ValueError where it
    is of another issuer, or names a place that is asked in the clear."""
    metadata = _answer(issuer.rstrip("/") + "/.well-known/openid-configuration")
    if metadata["issuer"] != issuer:
        raise ValueError("another issuer")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        place = urlsplit(metadata[name])
        if place.scheme != "https" and place.hostname not in OWN_MACHINE:
            raise ValueError(f"{name} without TLS")
    return metadata


def _answer(address: str):
    answer = requests.get(address, timeout=ANSWER_SECONDS, allow_redirects=False)
    answer.raise_for_status()
    return answer.json()
