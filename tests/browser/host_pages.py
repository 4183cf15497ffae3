"""The pages of somebody else, on which the chat is shown: plain, dark, hostile, without scripts."""

from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

_TEXT = """<main><h1>Chambre de commerce du Lot</h1>
<p>Nos conseillers vous reçoivent à Cahors et à Figeac. <a href="#agenda" id="first">Voir l'agenda</a></p>
<button id="own" type="button">Bouton de la page</button></main>"""

HOSTILE = """
* { color: lime !important; font-size: 40px !important; background: black !important; float: left !important;
    letter-spacing: 1em !important; text-transform: uppercase !important; direction: rtl; }
html { font-size: 40px; }
body { transform: translateX(30px) scale(0.9); filter: contrast(2); zoom: 1.3; }
button, iframe, dialog, passerelle-chat, html > * { display: none !important; visibility: hidden !important;
  opacity: 0 !important; pointer-events: none !important; position: static !important; }
body, main { display: block !important; visibility: visible !important; opacity: 1 !important;
  width: auto !important; }
"""
STYLES = {
    "clair": "body { font: 1rem/1.6 Georgia, serif; margin: 2rem; background: #fff; color: #222; }",
    "sombre": ":root { color-scheme: dark; } a { color: #9cf; } "
    "body { font: 1rem/1.6 sans-serif; margin: 2rem; background: #101214; color: #eee; }",
    "hostile": HOSTILE,
}
# What a site with a strict security policy must allow, and nothing more.
POLICY = (
    "default-src 'self'; script-src {service}; frame-src {service}; connect-src {service}; "
    "style-src 'unsafe-inline'"
)


@dataclass
class HostPages:
    """An application whose pages carry the snippet of a site; `attributes` are added to its tag."""

    service: str = ""
    key: str = ""
    attributes: str = ""
    body: str = ""
    script: str = ""
    made: dict[str, str] = field(default_factory=dict)

    def application(self) -> Starlette:
        return Starlette(routes=[Route("/{kind}", self._page), Route("/", self._page)])

    async def _page(self, request: Request) -> HTMLResponse:
        kind = request.path_params.get("kind", "clair")
        tag = (
            f'<script async src="{self.service}/widget.js" data-site="{self.key}" {self.attributes}></script>'
        )
        if kind == "cadre":
            inner = f"{self.service}/widget/chat?site={self.key}&opening=Bonjour%20du%20cadre&territory=46"
            tag = f'<iframe id="plain" title="Passerelle" src="{inner}" width="400" height="600"></iframe>'
        if kind == "bac-a-sable":
            return _html(
                '<iframe title="Page" sandbox="allow-scripts" src="/clair" width="600" height="600"></iframe>'
            )
        style = STYLES.get(kind, STYLES["clair"])
        page = f"<style>{style}</style>{tag}</head><body>{_TEXT}{self.body}{self.script}"
        response = _html(page)
        if kind == "stricte":
            response.headers["Content-Security-Policy"] = POLICY.format(service=self.service)
        return response


def _html(page: str) -> HTMLResponse:
    head = '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Chambre du Lot</title>'
    return HTMLResponse(f'{head}<meta name="viewport" content="width=device-width">{page}</body></html>')
