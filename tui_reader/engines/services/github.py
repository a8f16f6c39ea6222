"""Comments kept as a GitHub issue, by utterances or Gitalk: the issue is searched for, then its comments are asked for.

docs.github.com, "Search issues" and "List issue comments"; which title an issue has, the scripts of the two say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from tui_reader.content.document import Document
from tui_reader.engines.services import base
from tui_reader.models import Comment, Page, Request, Thread, ThreadSource

MARKS = (
    base.Mark("utterances", "utteranc", 'script[src*="utteranc.es/client.js"], .utterances'),
    base.Mark("gitalk", "gitalk", "#gitalk-container"),
    base.Mark("gitalk", "new Gitalk("),
)

_API = "https://api.github.com"
_HEADERS = (("Accept", "application/vnd.github.html+json"),)
_REPO = re.compile(r"[\w.-]{1,100}/[\w.-]{1,100}")
_COMMENTS = re.compile(re.escape(_API) + r"/repos/[^?#]+/issues/([0-9]+)/comments")
_QUERY = re.compile(r'"(.*)" type:issue in:title repo:([\w.-]+/[\w.-]+)')
_SUFFIX = re.compile(r"\.\w+$")
_NEAR = 1500
_PER_PAGE = 100
_MOST_PAGES = 100


@dataclass(frozen=True, slots=True)
class GitHub:
    """See the module."""

    name: str = "github"

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        """See `Service`."""
        url = _utterances(document) or _gitalk(document)
        return (ThreadSource(Request(url, _HEADERS), self.name, self.name),) if url else ()

    def read(self, page: Page, source: ThreadSource) -> Thread:
        """See `Service`: the issue first, whose comments are the `rest`, then one hundred of them at a time."""
        if not _COMMENTS.match(source.request.url):
            return self._issue(page, source)
        found = base.list_of(page)
        comments = tuple(_comment(item) for item in base.items(found) if base.number(item, "id"))
        if found and not comments:
            raise base.unlike(page)
        number = base.number(base.query(source.request.url), "page") or 1
        is_last = len(found) < _PER_PAGE or number >= _MOST_PAGES
        rest = () if is_last else (self._at(base.with_query(source.request.url, {"page": number + 1})),)
        return Thread(self.name, comments, complete=is_last, rest=rest, service=self.name, base_url=page.url)

    def _issue(self, page: Page, source: ThreadSource) -> Thread:
        """What a search (or a list by label) finds: no comments, but where they are."""
        answer = base.json_of(page)
        found = base.items(answer, "items") if isinstance(answer, dict) else base.items(answer)
        is_list = isinstance(base.at(answer, "items") if isinstance(answer, dict) else answer, list)
        if not is_list or (found and not any(base.number(item, "number") for item in found)):
            raise base.unlike(page)
        asked = base.query(source.request.url)
        searched = _QUERY.fullmatch(asked.get("q", ""))
        repo, term = (searched[2], searched[1]) if searched else (_repo_of(source.request.url), "")
        issue = next((item for item in found if term.lower() in (base.line(item, "title") or "").lower()), None)
        number = base.number(issue, "number")
        if repo is None or not number:
            # nobody has said anything yet, or a label was guessed
            is_sure = searched is not None and base.at(answer, "incomplete_results") is not True
            return Thread(self.name, stated_count=0 if is_sure else None, complete=is_sure or None, service=self.name)
        return Thread(
            self.name,
            stated_count=base.number(issue, "comments"),
            closed=base.flag(issue, "locked"),
            complete=False,
            rest=(self._at(_comments(repo, number)),),
            service=self.name,
        )

    def _at(self, url: str) -> ThreadSource:
        return ThreadSource(Request(url, _HEADERS), self.name, self.name)


SERVICE = GitHub()


def _comment(item: dict[str, Any]) -> Comment:
    name = base.line(item, "user", "login")
    return Comment(
        id=str(base.number(item, "id")),
        html=base.html(item, "body_html") or base.plain(item, "body"),
        author=base.author(name, base.address(item, "user", "html_url")),
        published=base.moment(item, "created_at"),
        permalink=base.address(item, "html_url"),
    )


def _comments(repo: str, number: int) -> str:
    return f"{_API}/repos/{repo}/issues/{number}/comments?per_page={_PER_PAGE}&page=1"


def _repo_of(url: str) -> str | None:
    found = re.match(rf"{re.escape(_API)}/repos/({_REPO.pattern})/issues(?=[?]|$)", url)
    return found[1] if found else None


def _utterances(document: Document) -> str | None:
    """Where the issue is that utterances shows on this page: by its number, else by what its title has to hold."""
    place = document.source.find("utteranc.es/client.js")
    if place < 0:
        return None
    script = document.first('script[src*="utteranc"][repo]')
    # else a script makes the element, not far from where it names the address
    near = document.source[max(place - _NEAR, 0) : place + _NEAR]
    told = {
        name: script.get(name) if script is not None else base.set_in_script(near, name)
        for name in ("repo", "issue-number", "issue-term")
    }
    repo = (told["repo"] or "").strip()
    if not _REPO.fullmatch(repo):
        return None
    if number := base.number(told["issue-number"]):
        return _comments(repo, number)
    term = _term(document, told["issue-term"] or "pathname")
    if not term:
        return None
    query = f'"{term}" type:issue in:title repo:{repo}'
    return base.with_query(f"{_API}/search/issues", {"q": query, "sort": "created", "order": "asc"})


def _term(document: Document, kind: str) -> str | None:
    """What the title of a page's issue holds."""
    path = base.path_of(document.url)
    known = {
        "pathname": "index" if len(path) < 2 else _SUFFIX.sub("", path[1:]),
        "url": document.own_urls[0],
        "title": document.title,
        "og:title": document.meta("og:title"),
    }
    return known.get(kind, kind)


def _gitalk(document: Document) -> str | None:
    """Where the issue is that Gitalk shows on this page: it is found by the labels "Gitalk" and the page's id."""
    settings = base.object_in_script(document.source, "new Gitalk(")
    if settings is None:
        return None
    told = {name: base.set_in_script(settings, name) for name in ("owner", "repo", "id", "number")}
    repo = f"{told['owner']}/{told['repo']}"
    if not told["owner"] or not _REPO.fullmatch(repo):
        return None
    if number := base.number(told["number"]):
        return _comments(repo, number)
    # an id that the script works out is most often the path
    label = told["id"] or base.path_of(document.url)
    return base.with_query(f"{_API}/repos/{repo}/issues", {"labels": f"Gitalk,{label[:50]}", "per_page": 1})
