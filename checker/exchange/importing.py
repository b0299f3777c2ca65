"""From what another tool's file says to the files of the project: what would be written, what is in the way of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from checker.exchange.drafts import Article, Draft, Imported, Incoming, Key, Suggestion, file_of
from checker.exchange.edit import Edited, edited
from checker.exchange.entities import Proposal, proposals, summary, text_of, with_entities
from checker.exchange.layout import HEAD, article_text, suggestion_lines
from checker.exchange.meaning import at_place, judged, lacking
from checker.exchange.respelling import Change as Respelling
from checker.exchange.respelling import Order, change, is_day, order_of_days
from checker.files.budgets import YAML_BYTES, megabytes
from checker.files.project import Project
from checker.files.together import write_together
from checker.files.yaml_reader import parse_document, read_document
from checker.problems import Problem, quoted
from checker.values.display import counted
from checker.values.value import fold

MOST_FILES = 10_000
MOST_LEFT = 100
"""Claims without a row among which one is looked for whose id a spreadsheet has respelled."""


class Wishes(Struct, frozen=True, kw_only=True):
    """What a person allows an import to do.

    `removes`: claims that are not in the file are taken out of those that are there. `skips`: what is bad in the file
    is left out, and the rest written. `takes_numbers`: figures that differ from those that are there by separators
    alone are taken. `adds_entities`: subjects that no entities.yaml lists are added to it.
    """

    removes: bool = False
    skips: bool = False
    takes_numbers: bool = False
    adds_entities: bool = False


class Change(Struct, frozen=True, kw_only=True):
    """A file as it is (None: not there yet) and as it is to be; what that comes to, and which comments it loses."""

    path: Path
    before: str | None
    after: str
    summary: str
    removed: tuple[str, ...] = ()
    lost: tuple[tuple[int, str], ...] = ()


class Plan(Struct, kw_only=True):
    """What an import comes to. With problems there is nothing to write.

    `skipped` are the problems of what is left out, `notices` tell what a person should know, `proposed` are entities
    that would have to be there, by story.
    """

    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    proposed: dict[str, Proposal] = field(default_factory=dict)
    has_good: bool = True
    """Whether anything is left that could be written, or is there already."""


def articles_of(project: Project) -> tuple[dict[Key, Article], list[Problem]]:
    """What the chosen articles' files say; those that cannot be read as such are left out, with their problems."""
    found: dict[Key, Article] = {}
    problems: list[Problem] = []
    for story, file in project.chosen_articles:
        document, wrong = read_document(file, project.shown(file))
        problems += wrong
        value = document.value if document is not None else None
        if isinstance(value, dict) and isinstance(value.get("source"), dict):
            claims = value.get("claims") or []  # of a draft all claims are comments
            if isinstance(claims, list) and all(isinstance(claim, dict) for claim in claims):
                found[story, file.stem] = {**value, "claims": claims}
    return found, problems


def prepare(root: Path, incoming: Incoming, imported: Imported, wishes: Wishes) -> Plan:
    """The changes that an import makes, and all problems."""
    plan = Plan(problems=list(imported.problems), notices=imported.notices)
    _set_aside(imported.skipped, plan, wishes)
    imported.drafts = _completed_drafts(incoming, imported, plan, wishes)
    if len(imported.drafts) > MOST_FILES:
        message = f"more than {MOST_FILES:,} articles; import a part of them"
        plan.problems.append(Problem(incoming.shown, 1, 1, message))
    if not plan.problems:
        plan.problems += lacking(root, imported)
        imported.drafts = _one_of_each_file(imported, incoming.shown, plan, wishes)
        plan.changes += _casts(root, imported, plan, wishes)
    if not plan.problems:
        entities = {change.path: change.after for change in plan.changes}
        result = judged(root, imported, incoming, entities, skips=wishes.skips)
        _set_aside(result.problems, plan, wishes)
        imported.drafts = result.drafts
    for draft in imported.drafts if not plan.problems else ():
        made, wrong = _change_of(root, incoming, imported, draft)
        _set_aside(wrong, plan, wishes)
        if made is not None and made.after != made.before:
            plan.changes.append(made)
    plan.has_good = bool(imported.drafts)
    return _finished(plan)


def _finished(plan: Plan) -> Plan:
    """A plan in order; with problems, it changes nothing."""
    plan.problems = sorted(set(plan.problems))
    plan.skipped = sorted(set(plan.skipped))
    articles = [change for change in plan.changes if change.path.name != "entities.yaml"]
    if plan.problems or (plan.skipped and not articles):  # new entities alone are of no use
        plan.changes = []
    plan.changes.sort(key=lambda change: change.path)
    return plan


def _set_aside(problems: Iterable[Problem], plan: Plan, wishes: Wishes) -> None:
    """Problems of single items: skipped where that is wished, else in the way of all."""
    (plan.skipped if wishes.skips else plan.problems).extend(problems)


def write(root: Path, changes: Iterable[Change]) -> None:
    """Write all of it or nothing. Raises OSError."""
    listed = [*changes]
    write_together(
        root,
        {each.path: each.after for each in listed},
        expected={each.path: each.before for each in listed},
    )


# --- what is there already ---------------------------------------------------------------------


def _completed_drafts(incoming: Incoming, imported: Imported, plan: Plan, wishes: Wishes) -> list[Draft]:
    """The drafts with what they do not speak of, and without what a spreadsheet did on its own."""
    pairs = [
        (draft, old)
        for draft in imported.drafts
        if (old := incoming.articles.get(draft.key)) is not None and not draft.adds
    ]
    order = order_of_days(_text_pairs(pairs))
    respelled = 0
    drafts = []
    for draft in imported.drafts:
        old = incoming.articles.get(draft.key)
        if old is not None and not draft.adds:
            draft, ids = _with_ids(draft, old, order)
            draft, asked, same = _respelled(draft, old, order, imported, incoming.shown, wishes)
            _set_aside(asked, plan, wishes)
            respelled += ids + same
            number = len(draft.article["claims"])
            draft = _completed(draft, old, removes=wishes.removes)
            if more := len(draft.article["claims"]) - number:
                stay = "1 claim that is not in it stays" if more == 1 else f"{more:,} claims that are not in it stay"
                plan.notices.append(f"{'/'.join(draft.key)}: {stay}; --remove takes out what has no row")
        drafts.append(draft)
    if respelled:
        cells = "1 cell says" if respelled == 1 else f"{respelled:,} cells say"
        plan.notices.append(f"{incoming.shown}: {cells} the same as before in other signs (1000 for 1,000), and stay")
    return drafts


def _parts(draft: Draft, old: Article) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any], dict[str, Any]]]:
    """The source and the claims that draft and file have both: where in the draft, as there, as in the file."""
    yield ("source",), draft.article["source"], old["source"]
    known = {claim.get("id"): claim for claim in old["claims"]}
    for number, claim in enumerate(draft.article["claims"]):
        if claim.get("id") in known:
            yield ("claims", number), claim, known[claim.get("id")]


def _text_pairs(pairs: Iterable[tuple[Draft, Article]]) -> Iterator[tuple[str, str]]:
    """Texts that differ: as in the file, and as in the draft."""
    for draft, old in pairs:
        for _, now, before in _parts(draft, old):
            for key in now.keys() & before.keys():
                one, other = before[key], now[key]
                if one != other and isinstance(one, str) and isinstance(other, str):
                    yield one, other


def _with_ids(draft: Draft, old: Article, order: Order) -> tuple[Draft, int]:
    """A draft with the ids of the file where a cell says the same in other signs (1.00E+03 for 1e3), and how many."""
    given = {claim.get("id") for claim in draft.article["claims"]}
    left = [claim["id"] for claim in old["claims"] if isinstance(claim.get("id"), str) and claim["id"] not in given]
    known = {claim.get("id") for claim in old["claims"]}
    claims = []
    changed = 0
    for claim in draft.article["claims"]:
        id_ = claim.get("id")
        if isinstance(id_, str) and id_ not in known and len(left) <= MOST_LEFT:
            same = [other for other in left if change(other, id_, order) is Respelling.SAME]
            if len(same) == 1:
                claim = {**claim, "id": same[0]}
                left.remove(same[0])
                changed += 1
        claims.append(claim)
    return replace(draft, article={**draft.article, "claims": claims}) if changed else draft, changed


_WHY_ASKED = (
    "only the signs in the number differ, as if a spreadsheet read it in another language, and it is another figure",
    "a spreadsheet may have taken it for a day",
)
"""By whether the cell now shows a day."""


def _respelled(
    draft: Draft, old: Article, order: Order, imported: Imported, shown: str, wishes: Wishes
) -> tuple[Draft, list[Problem], int]:
    """A draft with the texts of the file where a cell says the same in other signs; the cells that must be asked about
    (there the file's text stays); and how many say the same."""
    kept: dict[tuple[str | int, ...], dict[str, Any]] = {}
    asked: list[Problem] = []
    same = 0
    for path, now, before in _parts(draft, old):
        for key in sorted(now.keys() & before.keys()):
            one, other = before[key], now[key]
            if one == other or not isinstance(one, str) or not isinstance(other, str):
                continue
            respelling = change(one, other, order)
            if respelling is Respelling.OTHER or (respelling is Respelling.ASKED and wishes.takes_numbers):
                continue
            kept.setdefault(path, {})[key] = one
            same += respelling is Respelling.SAME
            if respelling is Respelling.ASKED:
                message = (
                    f"{key} is {quoted(one)} in {file_of(Path(), draft.key).as_posix()} and {quoted(other)} here: "
                    f"{_WHY_ASKED[is_day(other)]}; correct the cell, or take it with --take-numbers"
                )
                asked.append(at_place(draft, (*path, key), message, imported, shown))
    source = {**draft.article["source"], **kept.get(("source",), {})}
    claims = [{**claim, **kept.get(("claims", n), {})} for n, claim in enumerate(draft.article["claims"])]
    return replace(draft, article={"source": source, "claims": claims}), asked, same


def _completed(draft: Draft, old: Article, *, removes: bool) -> Draft:
    """A draft of an article that is there, with what it does not speak of: keys without column, claims without row."""
    if draft.columns is None:
        return draft
    columns = draft.columns
    source = {key: value for key, value in old["source"].items() if f"source.{key}" not in columns}
    if not draft.article["source"]:
        source = dict(old["source"])
    known = {claim.get("id"): claim for claim in old["claims"]}
    claims = [
        claim | {key: value for key, value in known.get(claim.get("id"), {}).items() if key not in columns}
        for claim in draft.article["claims"]
    ]
    if not removes:
        given = {claim.get("id") for claim in claims}
        claims += [claim for claim in old["claims"] if claim.get("id") not in given]
    return replace(draft, article={"source": source | draft.article["source"], "claims": claims})


# --- the changes -------------------------------------------------------------------------------


def _change_of(root: Path, incoming: Incoming, imported: Imported, draft: Draft) -> tuple[Change | None, list[Problem]]:
    """What becomes of one article's file."""
    path = file_of(root, draft.key)

    def refused(wrong: str) -> tuple[None, list[Problem]]:
        return None, [at_place(draft, (), f"{'/'.join(draft.key)}: {wrong}", imported, incoming.shown)]

    before = text_of(path)
    if before is None:
        text = article_text(draft.article, draft.suggestions, draft.remarks)
        if wrong := _unlike(text, draft.article):
            return refused(wrong)
        return Change(path=path, before=None, after=text, summary=_counts(draft)), []
    document, problems = read_document(path, path.as_posix())
    if document is None or problems or draft.key not in incoming.articles:
        return None, problems or [Problem(path.as_posix(), 1, 1, "is not a claims file; correct it first")]
    document = replace(document, value=incoming.articles[draft.key])
    if len({claim.get("id") for claim in document.value["claims"]}) < len(document.value["claims"]):
        return None, [Problem(path.as_posix(), 1, 1, "claims without an id of their own; correct it first")]
    wanted = _added(document.value, draft.article) if draft.adds else draft.article
    done = edited(before, document, wanted)
    new = _not_there(draft.suggestions, document.value, before)
    after = _with_suggestions(done.text, new)
    if wrong := _unlike(after, None):
        return refused(wrong)
    told = _told(done, source=wanted["source"] != document.value["source"], suggestions=len(new))
    return Change(path=path, before=before, after=after, summary=told, removed=done.removed, lost=done.lost), []


def _unlike(text: str, article: Article | None) -> str:
    """What is wrong with a text that was made: it must say, to the strict reader, what it was made from."""
    if len(text.encode("utf-8", "replace")) > YAML_BYTES:
        return f"its file would be larger than {megabytes(YAML_BYTES)}"
    document, problems = parse_document(text.removeprefix("\ufeff"), "")
    if problems or document is None or (article is not None and document.value != article):
        return f"cannot be written as YAML{f' ({problems[0].message})' if problems else ''}"
    return ""


def _added(old: Article, new: Article) -> Article:
    """The article as it is, with the claims that it has not; those that it has say what is new."""
    claims = {claim["id"]: claim for claim in [*old["claims"], *new["claims"]]}
    return {"source": old["source"], "claims": list(claims.values())}


def _not_there(suggestions: Iterable[Suggestion], article: Article, text: str) -> list[Suggestion]:
    """Those that were not suggested before, and are not coded by now."""
    quotes = {fold(str(claim.get("quote", ""))) for claim in article["claims"]} - {""}
    lines = {line.lstrip("# ").rstrip() for line in text.splitlines()}
    return [s for s in suggestions if s.mark not in lines and fold(s.claim.get("quote", "")) not in quotes]


def _with_suggestions(text: str, suggestions: list[Suggestion]) -> str:
    if not suggestions:
        return text
    end_of_line = "\r\n" if "\r\n" in text else "\n"
    lines = suggestion_lines(suggestions, head=HEAD not in text)
    whole = text if text.endswith("\n") else f"{text}{end_of_line}"
    longer = f"{whole}{end_of_line.join(lines)}{end_of_line}"
    document, problems = parse_document(longer.removeprefix("\ufeff"), "")
    says = parse_document(text.removeprefix("\ufeff"), "")[0]
    assert document is not None and not problems and says is not None and document.value == says.value
    return longer


def _counts(draft: Draft) -> str:
    parts = [counted(len(draft.article["claims"]), "claim")]
    if draft.suggestions:
        parts.append(counted(len(draft.suggestions), "suggestion"))
    return f"new, {' and '.join(parts)}"


def _told(done: Edited, *, source: bool, suggestions: int) -> str:
    parts = ["source changed"] if source else []
    for ids, what in ((done.changed, "changed"), (done.added, "added"), (done.removed, "removed")):
        parts += [f"{what} {', '.join(ids[:10])}{f' and {len(ids) - 10} more' if len(ids) > 10 else ''}"] if ids else []
    parts += [f"{counted(suggestions, 'suggestion')} added"] if suggestions else []
    return "; ".join(parts)


def _one_of_each_file(imported: Imported, shown: str, plan: Plan, wishes: Wishes) -> list[Draft]:
    """The drafts without those whose names differ only by case from another's: one file on some systems."""
    seen: dict[Key, Key] = {}
    drafts = []
    for draft in imported.drafts:
        other = seen.setdefault((draft.key[0].casefold(), draft.key[1].casefold()), draft.key)
        if other == draft.key:
            drafts.append(draft)
        else:
            message = f"{'/'.join(draft.key)} and {'/'.join(other)} differ only by capital letters"
            _set_aside([at_place(draft, (), message, imported, shown)], plan, wishes)
    return drafts


def _casts(root: Path, imported: Imported, plan: Plan, wishes: Wishes) -> list[Change]:
    """The changes of entities.yaml: with those that the import brings, and those that are proposed where wished."""
    wanted: dict[str, dict[str, Mapping[str, str]]] = {
        story: dict(entities) for story, entities in imported.entities.items()
    }
    proposed = proposals(root, imported.drafts, imported.entities)
    if wishes.adds_entities:
        for story, proposal in proposed.items():
            wanted.setdefault(story, {}).update(proposal.entities)
    else:
        plan.proposed = proposed
    changes = []
    for story, entities in sorted(wanted.items()):
        made, wrong = with_entities(root, story, entities)
        plan.problems += wrong
        if made is not None:
            changes.append(Change(path=made.path, before=made.before, after=made.after, summary=summary(made)))
    return changes
