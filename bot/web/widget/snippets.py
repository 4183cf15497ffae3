"""The snippets: the lines that a site pastes into its pages to show the chat."""

from html import escape

from bot.store.sites import Site

SANDBOX = "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox"


def script_snippet(site: Site, service: str) -> str:
    """Give the line that brings the button, with a link for browsers without JavaScript.

    >>> from datetime import UTC, datetime
    >>> from bot.store.sites import SitePlan
    >>> site = Site("site_figeac", SitePlan("Figeac", scheme="dark"), True, 0, datetime.now(UTC))
    >>> print(script_snippet(site, "https://cci.example/"))
    <script async src="https://cci.example/widget.js" data-site="site_figeac" data-theme="dark"></script>
    <noscript><a href="https://cci.example/">Poser une question à Passerelle</a></noscript>
    """
    given = {
        "data-site": site.key,
        "data-colour": site.plan.colour,
        "data-theme": site.plan.scheme if site.plan.scheme != "auto" else None,
    }
    attributes = " ".join(f'{name}="{escape(value)}"' for name, value in given.items() if value)
    address = escape(service.rstrip("/"))
    return (
        f'<script async src="{address}/widget.js" {attributes}></script>\n'
        f'<noscript><a href="{address}/">Poser une question à Passerelle</a></noscript>'
    )


def frame_snippet(key: str, service: str) -> str:
    """Give the plain frame of a site's key, for pages that load no script of others."""
    address = escape(f"{service.rstrip('/')}/widget/chat?site={key}")
    return (
        f'<iframe src="{address}" title="Passerelle, l\'assistant de la CCI" width="100%" height="640"\n'
        f'        sandbox="{SANDBOX}"\n'
        '        referrerpolicy="origin" allow="clipboard-write" loading="lazy"></iframe>'
    )
