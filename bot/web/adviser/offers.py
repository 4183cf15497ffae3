"""The board at the desk: what is offered and needed, what was proposed, and what might be."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from bot.matching.board_categories import categories
from bot.matching.board_item import BoardItem, Pair
from bot.matching.board_reading import stored_item
from bot.matching.board_round import Ranked
from bot.matching.introducing import REASONS
from bot.store.board import BOARD_KINDS
from bot.store.deposits import Deposit, Party
from bot.web.adviser.guard import SignedIn, checked_form, desk_of, signed_in
from bot.web.adviser.paging import desk_page
from bot.web.group_words import INTRODUCED
from bot.web.groups import between_of
from bot.web.offer_words import KINDS, chance_words

router = APIRouter(prefix="/conseiller", include_in_schema=False, dependencies=[Depends(signed_in)])
Me = Annotated[SignedIn, Depends(signed_in)]
Key = Annotated[str, Form(max_length=32)]
_MOST = 5
_LATEST = 50


@dataclass(frozen=True)
class Chance:
    """Another deposit that may fit one: `state` tells of the introduction, empty before there is any."""

    offer: str
    need: str
    other: BoardItem
    party: Party
    distance: int
    chance: str
    state: str


@dataclass(frozen=True)
class Entry:
    """A deposit of the board with who made it: the desk sees both."""

    item: BoardItem
    party: Party
    created: str
    chances: tuple[Chance, ...]


@router.get("/offres", response_class=HTMLResponse)
def board(request: Request, me: Me) -> HTMLResponse:
    """Give the page of the board."""
    between = between_of(request)
    desk_of(request).audit.note(me.account.id, "offres_vues")
    deposits = {one.id: one for one in between.deposits.open_ones("offre", "besoin")}
    ranked, states = between.board.ranked(), between.introductions.states()
    proposed = {keys: INTRODUCED[state] for keys, state in states.items() if keys <= deposits.keys()}
    entries = [_entry(one, deposits, ranked, proposed) for one in deposits.values()]
    return desk_page(
        "adviser/offers.html",
        request,
        me,
        columns=[
            (label, [one for one in entries if one.item.kind == kind])
            for kind, label in (("offre", "Offres"), ("besoin", "Besoins"))
        ],
        latest=between.introductions.latest(BOARD_KINDS, _LATEST),
        introduced=INTRODUCED,
        reasons=REASONS,
        categories=categories(),
        kinds=KINDS,
    )


@router.post("/offres/proposer", dependencies=[Depends(checked_form)])
def introduce(request: Request, me: Me, offer: Key, need: Key) -> Response:
    """Propose an offer and a need to each other, within the caps."""
    between_of(request).board.propose(offer, need)
    desk_of(request).audit.note(me.account.id, "mise_en_relation", f"{offer} {need}")
    return RedirectResponse("/conseiller/offres", HTTPStatus.SEE_OTHER)


def _entry(
    one: Deposit,
    deposits: Mapping[str, Deposit],
    ranked: Ranked,
    proposed: Mapping[frozenset[str], str],
) -> Entry:
    chances = [
        _chance(pair, one.id, deposits, proposed)
        for pair in ranked.of(one.id, _MOST)
        if pair.keys <= deposits.keys()
    ]
    item = stored_item(one.data, one.id, one.party.sector)
    return Entry(item, one.party, one.created.strftime("%d/%m/%Y"), tuple(chances))


def _chance(
    pair: Pair, key: str, deposits: Mapping[str, Deposit], proposed: Mapping[frozenset[str], str]
) -> Chance:
    other = pair.need if pair.offer.key == key else pair.offer
    return Chance(
        pair.offer.key,
        pair.need.key,
        other,
        deposits[other.key].party,
        round(pair.distance),
        chance_words(pair.score),
        proposed.get(pair.keys, ""),
    )
