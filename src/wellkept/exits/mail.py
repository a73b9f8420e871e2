"""E-mail by SMTP. What goes wrong is told as a code, never in the server's words, which repeat the address."""

from __future__ import annotations

import smtplib
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from django.core.mail import BadHeaderError, EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend

from wellkept.exits.messages import Message, NotTaken, Undeliverable, must_share
from wellkept.policy.asks import Permit

_FOR_GOOD = 500  # RFC 5321, section 4.2.1: a reply of 5yz will be the same next time


@dataclass(frozen=True, slots=True, kw_only=True)
class Smtp:
    """A mail server. `security` is "tls" from the first byte, "starttls", or "" for this machine alone."""

    host: str
    port: int
    sender: str
    security: str = "tls"
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 20.0  # seconds
    party: str = ""
    agreement_until: date | None = None

    def send(self, permit: Permit, message: Message) -> None:
        """Give the server a message. Raises `NotTaken`, `Undeliverable` and `NotPermitted`."""
        must_share(permit)
        server = self._server()
        try:
            server.open()
        except (OSError, smtplib.SMTPException):
            raise NotTaken("the mail server does not answer, or does not let us in") from None
        try:
            server.send_messages([self._mail(message)])
        except BadHeaderError:
            raise Undeliverable from None
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as problem:
            raise _refused(problem) from None
        except (OSError, smtplib.SMTPException):
            raise NotTaken("the mail server hung up before it said whether it took it", maybe_taken=True) from None
        finally:
            with suppress(OSError, smtplib.SMTPException):
                server.close()

    def _server(self) -> EmailBackend:
        return EmailBackend(
            host=self.host,
            port=self.port,
            username=self.user,
            password=self.password,
            use_ssl=self.security == "tls",
            use_tls=self.security == "starttls",
            timeout=self.timeout,
        )

    def _mail(self, message: Message) -> EmailMultiAlternatives:
        mail = EmailMultiAlternatives(
            subject=message.subject,
            body=message.text,
            from_email=self.sender,
            to=[message.to],
            headers={
                "Message-ID": f"<{message.id}@{self.sender.rpartition('@')[2]}>",
                "Auto-Submitted": "auto-generated",
                "Content-Language": message.language,
            },
        )
        if message.html:
            mail.attach_alternative(message.html, "text/html")
        return mail


def _refused(problem: smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException) -> Exception:
    """What a reply of the server means for this message."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in problem.recipients.values()]
        return Undeliverable() if codes and min(codes) >= _FOR_GOOD else NotTaken("the mail server says: later")
    # A refused sender or password is ours to put right, and says nothing about the address.
    is_ours = isinstance(problem, smtplib.SMTPSenderRefused | smtplib.SMTPAuthenticationError)
    if problem.smtp_code >= _FOR_GOOD and not is_ours:
        return Undeliverable()
    return NotTaken(f"the mail server answered {problem.smtp_code}")
