"""Watches a browser from outside: what it asks for, what the console says, what the CSP stops."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Response

# As design/studio.md measured it: nothing inline, nothing from elsewhere.
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'self'",
    "frame-src": "'self'",
}
_TELL_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => {
  window.__violated(`${event.violatedDirective}: ${event.blockedURI} in ${event.sourceFile}`);
});
"""
# Chromium says it of every page whose status is 400 or more; statuses are looked at elsewhere.
_ABOUT_STATUS = "Failed to load resource: the server responded with a status of"


def policy_in(header: str) -> dict[str, str]:
    """Return the directives of a Content-Security-Policy header."""
    parts = (part.strip().partition(" ") for part in header.split(";") if part.strip())
    return {name: value.strip() for name, _space, value in parts}


@dataclass
class Watch:
    """What was noticed since the last look."""

    host: str
    strangers: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    policies: dict[str, dict[str, str]] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)

    @classmethod
    def over(cls, context: BrowserContext, base_url: str) -> "Watch":
        """Watch all pages of a browser context."""
        watch = cls(urlsplit(base_url).netloc)
        context.expose_function("__violated", watch._violated)
        context.add_init_script(_TELL_VIOLATIONS)
        context.on("request", lambda request: watch._requested(request.url))
        context.on("response", watch._answered)
        context.on("console", watch._said)
        context.on("weberror", lambda error: watch.console.append(str(error.error)))
        return watch

    def _violated(self, what: str) -> None:
        self.violations.append(what)

    def _requested(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob"} and parts.netloc != self.host:
            self.strangers.append(url)

    def _answered(self, response: Response) -> None:
        kind = response.headers.get("content-type", "")
        self.statuses[response.url] = response.status
        if kind.startswith("text/html"):
            self.policies[response.url] = policy_in(
                response.headers.get("content-security-policy", "")
            )
        elif response.status >= 400:
            self.failures.append(f"{response.status} {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(_ABOUT_STATUS):
            self.console.append(message.text)

    def status_of(self, url: str) -> int:
        """Return the status of the latest answer from this address."""
        return self.statuses[url.partition("#")[0]]

    def forget(self) -> None:
        """Begin anew."""
        for noticed in (self.strangers, self.console, self.violations, self.failures):
            noticed.clear()
        self.policies.clear()
        self.statuses.clear()
