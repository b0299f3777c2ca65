"""The coding view of an article: its text with marks, the form of a claim, and what a claim agrees with."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import Any

from msgspec.structs import asdict
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from checker.coding.forms import understood
from checker.corpus.corpus import Claim, Corpus, Entity
from checker.desk.article import ArticleDesk
from checker.desk.comparing import BY, targets, understood_comparison
from checker.desk.form_parts import Form
from checker.desk.forms import form_of_claim, form_of_mention, form_of_own, form_of_selection, value_options
from checker.desk.marked_text import Spot
from checker.desk.relations import Relations, article_address, relations_of, sentences_of
from checker.desk.rendering import render
from checker.desk.site import Site, key_of, site_of
from checker.desk.words import kind_for
from checker.edits.articles import open_article
from checker.edits.change import hash_of_content
from checker.files.models import OVER_TIME, PROPERTY_TYPES
from checker.values.dates import show_window
from checker.values.display import visible
from checker.values.kinds import NUMERIC_TYPES
from checker.values.times import read_time
from checker.values.value import fold

MOST_EARLIER = 8


def article(request: Request) -> Response:
    """The coding view of an article, with the form of what its address names."""
    site = site_of(request)
    view = site.view()
    opened = site.article(view, key_of(request))
    query = request.query_params
    form = "" if site.is_reading else form_html(site, opened, query.get("spot", ""), query.get("claim", ""))
    claim = opened.claim(query.get("claim", ""))
    return site.page(
        "article",
        view,
        **article_values(opened),
        **_of_new_names(opened),
        form=form,
        result=result_html(site, opened, claim) if claim else "",
        shown=claim.quote if claim else "",
    )


def _of_new_names(opened: ArticleDesk) -> dict[str, Any]:
    """What the forms of a new property and of a new entity offer."""
    corpus = opened.view.corpus
    own = _entities_of(corpus, opened.story)
    return {
        "types": PROPERTY_TYPES,
        "over_time": OVER_TIME,
        "kinds": sorted({entity.kind for entity in own if entity.kind}),
        "figures": sorted(prop.name for prop in corpus.properties.values() if prop.scale.type in NUMERIC_TYPES),
        "wholes": sorted(entity.id for entity in own),
    }


def _entities_of(corpus: Corpus, story: str) -> list[Entity]:
    """The entities that a story may speak of: its own, and those that all stories share."""
    return [each for each in corpus.entities.values() if each.key.startswith(f"{story}/") or "/" not in each.key]


def article_values(opened: ArticleDesk) -> dict[str, Any]:
    """What the templates of an article's text and claims need."""
    return {
        "key": opened.key,
        "story": opened.story,
        "address": article_address(opened.key),
        "source": opened.source,
        "published": show_window(opened.source.published),
        "lines": opened.lines,
        "progress": opened.progress,
        "claims": [_claim_line(opened, claim) for claim in opened.claims],
        "text_name": visible(str(found.path.name))
        if (found := opened.view.corpus.texts.get(opened.key)) and found.path
        else "",
    }


def _claim_line(opened: ArticleDesk, claim: Claim) -> dict[str, Any]:
    entity = opened.view.corpus.entities.get(claim.subject)
    return {
        "id": claim.id,
        "subject": visible(entity.name if entity else claim.subject),
        "property": visible(opened.view.corpus.properties[claim.property].title),
        "value": visible(claim.overall),
        "is_conflict": claim.id in opened.conflicts,
        "out": visible(claim.out),
        "quote": visible(claim.quote),
    }


def form(request: Request) -> Response:
    """The form for a mark, a claim, or words that were selected (from, to)."""
    site = site_of(request)
    view = site.view()
    opened = site.article(view, key_of(request))
    query = request.query_params
    if "from" in query and "to" in query:
        made = _form_of_selection(opened, query["from"], query["to"])
        html = render_form(site, opened, made) if made else ""
    elif "own" in query:
        html = render_form(site, opened, form_of_own(opened))
    else:
        is_new = "new" in query
        html = form_html(site, opened, query.get("spot", ""), query.get("claim", ""), is_new=is_new)
    if not html:
        raise HTTPException(404)
    claim = opened.claim(query.get("claim", "")) or _coded(opened, query.get("spot", ""))
    told = result_html(site, opened, claim) if claim else ""
    return JSONResponse({"form": html, "result": told})


def _coded(opened: ArticleDesk, spot: str) -> Claim | None:
    found = opened.spot(spot)
    return opened.claim(found.claims[0]) if found and found.claims else None


def form_html(site: Site, opened: ArticleDesk, spot: str, claim: str, *, is_new: bool = False) -> str:
    """The form for a mark or a claim; "" where there is no such. `is_new`: for one more claim of the same words."""
    mark = opened.mark(spot) if is_new else None
    made = form_of_mention(opened, mark.mention, spot, mark.why) if mark else form_of(site, opened, spot, claim)
    return render_form(site, opened, made) if made else ""


def render_form(site: Site, opened: ArticleDesk, made: Form) -> str:
    return render("form", form=made, address=article_address(opened.key), is_reading=site.is_reading, by=BY,
                  hint=hint_of(opened, made.value("property"), made.value("value")))  # fmt: skip


def form_of(site: Site, opened: ArticleDesk, spot_key: str, claim_id: str) -> Form | None:
    """The form for a mark: of the claim that codes it, else of what it may be."""
    spot = opened.spot(spot_key) if spot_key else _spot_of(opened, claim_id)
    claim = opened.claim(claim_id) if claim_id else opened.claim(spot.claims[0]) if spot and spot.claims else None
    mark = opened.mark(spot_key)
    if claim is not None and not (mark is not None and mark.is_again and not claim_id):
        return _form_of_claim(site, opened, claim, spot)
    if mark is None:
        return None
    return form_of_mention(opened, mark.mention, spot_key, mark.why)


def _spot_of(opened: ArticleDesk, claim_id: str) -> Spot | None:
    return next((spot for spot in opened.spots if claim_id and claim_id in spot.claims), None)


def _form_of_claim(site: Site, opened: ArticleDesk, claim: Claim, spot: Spot | None) -> Form | None:
    name = opened.file.relative_to(site.workspace.root).as_posix()
    file, _ = open_article(site.workspace.root, name)
    said = file.claim(claim.id) if file else None
    if said is None:
        return None
    return form_of_claim(opened, claim, said, state_of(said), spot.key if spot else "")


def state_of(said: Any) -> str:
    """What tells that a claim is as it was when a form was opened."""
    return hash_of_content(repr(sorted(said.items())))[:16] if said else ""


def _form_of_selection(opened: ArticleDesk, first: str, last: str) -> Form | None:
    if not (first.isascii() and first.isdigit() and last.isascii() and last.isdigit()):
        return None
    start, end = int(first), int(last)
    if not 0 <= start < end <= len(opened.text):
        return None
    end = start + (len(opened.text[start:end].rstrip(" \n,;:.")) or end - start)
    return form_of_selection(opened, start, end)


def hint_of(opened: ArticleDesk, property_: str, value: str) -> dict[str, Any]:
    """How a value is understood, for beside it."""
    if not value.strip() or not property_:
        return {"told": "", "is_wrong": False}
    source = opened.source
    told, mistake = understood(value, property_, opened.view.corpus, publisher=source.publisher, story=source.story)
    return {"told": visible(mistake or f"read as {told}"), "is_wrong": bool(mistake)}


def reading(request: Request) -> Response:
    """How what is typed is understood: a value of a property, and a moment."""
    site = site_of(request)
    view = site.view()
    opened = site.article(view, key_of(request))
    query = request.query_params
    hint = hint_of(opened, query.get("property", ""), query.get("value", ""))
    told, is_wrong = read_day(query.get("as_of", ""), query.get("period", ""))
    start, end = (
        int(each) if each.isascii() and each.isdigit() else 0 for each in (query.get("start", ""), query.get("end", ""))
    )
    values = value_options(
        opened, query.get("property", ""), query.get("subject", ""), start, min(end, len(opened.text))
    )
    found = [{"value": option.value, "label": option.label} for option in values]
    answer = {**hint, "when": visible(told), "when_is_wrong": is_wrong, "values": found}
    return JSONResponse(answer | (_compared(opened, query) if query.get("compared") else {}))


def _compared(opened: ArticleDesk, query: Mapping[str, str]) -> dict[str, Any]:
    """How a comparison is understood, and the claims that one may compare with."""
    told, mistake = understood_comparison(opened, query)
    found = targets(opened, query.get("subject", ""), query.get("property", ""), query.get("claim", ""))
    return {
        "compared": visible(mistake or (f"read as {told}" if told else "")),
        "compared_is_wrong": bool(mistake),
        "targets": [asdict(target) for target in found],
    }


def read_day(as_of: str, period: str) -> tuple[str, bool]:
    """What days a figure is of, and whether something is wrong with them."""
    text = period.strip() or as_of.strip()
    if not text or text.split(" ")[0] in ("before", "after"):
        return "", False
    moment, mistake = read_time(text)
    if moment is None:
        return mistake or "", True
    return show_window(moment.days), False


def kind(request: Request) -> Response:
    """Which kind of entity a name is likely to be of."""
    site = site_of(request)
    opened = site.article(site.latest(), key_of(request))
    query = request.query_params
    return JSONResponse({"kind": visible(kind_for(opened, query.get("name", ""), query.get("property", "")))})


def earlier(request: Request) -> Response:
    """The figures that a voice gave before of what a form is about: what a claim may take back."""
    site = site_of(request)
    view = site.view()
    opened = site.article(view, key_of(request))
    query = request.query_params
    before = _others_of_figure(opened, query)
    speaker = fold(query.get("said_by", ""))
    own = [claim for claim in before if fold(claim.speaker) == speaker and (speaker or claim.source == opened.key)]
    ranked = sorted(own or before, key=lambda claim: -claim.moment.latest)
    return JSONResponse({"earlier": list(dict.fromkeys(claim.value.text for claim in ranked))[:MOST_EARLIER]})


def _others_of_figure(opened: ArticleDesk, form: Mapping[str, str]) -> list[Claim]:
    """The claims about the subject and property of a form that give another value."""
    subject = form.get("subject", "")
    about = chain.from_iterable(opened.view.claims_about(key) for key in (f"{opened.story}/{subject}", subject))
    return [
        claim for claim in about if claim.property == form.get("property") and claim.value.text != form.get("value")
    ]


def result_html(site: Site, opened: ArticleDesk, claim: Claim, *, is_saved: bool = False) -> str:
    """What a claim agrees and disagrees with."""
    view = opened.view
    sentences = sentences_of(view, opened.story)
    relations: Relations = relations_of(claim, view, sentences)
    said = sentences.said(claim)
    return render(
        "result", relations=relations, claim=claim, said=visible(said), is_saved=is_saved, is_reading=site.is_reading
    )


def parts(request: Request) -> Response:
    """The parts of the coding view that follow the files: its text and its claims."""
    site = site_of(request)
    view = site.view()
    return JSONResponse(parts_of(site, site.article(view, key_of(request))))


def parts_of(site: Site, opened: ArticleDesk) -> dict[str, Any]:
    """The text with its marks, the list of claims, and the state of the article."""
    values = article_values(opened)
    return {
        "version": opened.view.version,
        "text": render("text", lines=values["lines"], address=values["address"]),
        "claims": render("claims", claims=values["claims"], address=values["address"]),
        "progress": render("progress", progress=values["progress"]),
        "undo": visible(site.workspace.can_undo),
        "redo": visible(site.workspace.can_redo),
    }


def names(request: Request) -> Response:
    """What completes what is typed: the entities of a story, and the properties."""
    site = site_of(request)
    view = site.view()
    story_name = site.known_story(view, request.path_params["story"])
    corpus = view.corpus
    return JSONResponse(
        {
            "entities": [
                {
                    "value": e.id,
                    "label": visible(e.name),
                    "more": visible(e.kind),
                    "also": [visible(a) for a in e.aliases],
                }
                for e in sorted(_entities_of(corpus, story_name), key=lambda e: e.id)
            ],
            "properties": [
                {
                    "value": p.name,
                    "label": visible(p.title),
                    "more": p.scale.type,
                    "also": [visible(w) for w in p.words],
                }
                for p in corpus.properties.values()
            ],
        }
    )
