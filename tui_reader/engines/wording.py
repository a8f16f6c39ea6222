"""The phrases that blog software prints around a conversation, in the languages it is shipped in.

Knows role words ("Posted by:", "says:"), comment totals, closed notices and arrows; knows no page and no element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tui_reader.content.text import clean_line

_BEFORE_NAME = re.compile(
    r"""^[\s|·•,:：]*(?:
      (?:posted|written|created|comment(?:ed)?|left|submitted|published|reply|said|entry|trackback|ping(?:back|ed)?)\s+(?:by|from)
    | by(?=[\s:]) | author\s*:
    | (?:gepostet|geschrieben|verfasst|erstellt|ver[öo]ffentlicht|eingestellt|kommentar|kommentiert
        |pingback|trackback)\s+(?:von|durch)
    | (?:r[ée]dig[ée]|[ée]crit|post[ée]|publi[ée]|envoy[ée]|commentaire|laiss[ée])\s+(?:par|de)
    | (?:publicado|escrito|enviado|comentario|escrit)\s+(?:por|de)
    | (?:scritto|inviato|pubblicato|postato|commento)\s+(?:da|di)
    | (?:geplaatst|geschreven|gepost|reactie)\s+(?:door|van)
    | (?:skrivet|postat|inl[äa]gt|skrevet|indsendt|kommentar)\s+(?:av|af)
    | 投稿者(?=\s*[:：\s]) | 投稿(?=\s*[:：]) | 名前(?=\s*[:：]) | 发表人 | 發表人 | 由(?=\s) | 作者(?=\s*[:：])
    )\s*[:：]?\s*""",
    re.IGNORECASE | re.VERBOSE,
)
# lower case only: Edward Said is a name
_AFTER_NAME = re.compile(
    r"""(?:\s*[,|·•:：]+\s*
    | \s+(?:says|said|writes|wrote|replied|responded|commented)(?:\s*(?:[:.…]+|to|in\ reply))?
    | \s+(?:sagt|sagte|schreibt|schrieb|meint|meinte)
    | \s+(?:a\ écrit|a\ dit|dit|dice|dijo|escribió|ha\ scritto|scrive|diz|disse|zegt|schreef|säger|skriver|skrev)
    | \s+(?:пишет|написала?|говорит|сказала?|pisze|napisała?|mówi|píše|napsala?|dedi\ ki|diyor\ ki|yazdı|írta)
    | \s+(?:sanoo|kirjoitti|spune|a\ spus|λέει|έγραψε|escreveu|sier|siger)
    | \s*より | \s*(?:發表於|发表于)
    )\s*[:：]?\s*$""",
    re.VERBOSE,
)
_MERELY_SAYING = re.compile(
    r"\b(?:says?|said|writes|wrote|replied|responded|commented|comments?|posted|on|at|by|from|am|pm|the"
    r"|sagt|sagte|schreibt|schrieb|meint|kommentar|uhr|um|von|a écrit|a dit|dit|par|le|à|dice|dijo|escribió|el|a las"
    r"|пишет|написала?|говорит|сказала?|г|в|pisze|napisała?|mówi|píše|napsala?|dedi ki|diyor ki|yazdı|írta|sanoo"
    r"|kirjoitti|spune|a spus|λέει|έγραψε|escreveu|sier|siger|por|ha scritto|scrive|il|alle|da|diz|disse|em|às|zegt"
    r"|schreef|op|om|door|säger|skriver|skrev|kl|av|af)\b",
    re.IGNORECASE,
)
_ANSWERING = re.compile(
    r"(?<=\S)(?:\s+(?:replied to|in reply to|in response to|a répondu|hat auf|antwortete|respondió|reageerde op)\b"
    r"|から.*への返信).*$"
)
_SIGNED = re.compile(
    _BEFORE_NAME.pattern
    + r"|^[\s|\-–—·•*#/,:()]*(?:(?:posted|published)\s+)?(?:by|von|par|por|da|door|av|af)(?=[\s:])\s*:?\s*",
    re.IGNORECASE | re.VERBOSE,
)
_JOINT = re.compile(
    r"\s*[|｜]\s*|\s+(?:at|on|um|le|el|il|op|à|a las|alle|am|kl\.?)\s+(?=\d|\w+,?\s+\d)"
    r"|\s+(?:in|unter|dans|en|under)\s+|\s+\d{1,2}[:.h]\d\d"
)
# where a text holds a date as well, what joins the two goes too
_BEFORE_IN_BYLINE = re.compile(
    r"^(?:[\s•]*(?:#\d+|\d{1,4}[.:)](?=\s)))?[\s|\-–—·•*#/,:()]*(?:(?:posted|published|gepostet|geschrieben|publié|rédigé)\s*)?"
    r"(?:(?:by|from|von|par|por|da|di|door|av|af|de)(?=[\s:])\s*:?)?\s*",
    re.IGNORECASE,
)
_AFTER_IN_BYLINE = re.compile(
    r"(?:(?:^|\s+)(?:on|at|am|um|le|el|il|op|den|kl\.?|à|a las|alle|posted(?: on| at)?|@))?[\s|\-–—·•/,:(]*$",
    re.IGNORECASE,
)
# what themes print beside a name: which remark of the thread it is
_ORDINAL = re.compile(r"\s+[•·|–—-]\s+#\d{1,5}\W*$")
_BLANKS = re.compile(r"^\s+")
_NUMBER = re.compile(r"\d{1,3}(?:[.,'\u00a0\u202f ]\d{3})+(?!\d)|\d+")
_COUNTED = re.compile(
    r"comment|kommentar|coment[aá]rio|reacti|opmerking|komentá|комментар|thought|response|repl(?:y|ies)|respon|"
    r"r[ée]ponse|r[ée]action|antwort|gedanke|remark|コメント|返信|件|评论|評論|留言|則|댓글",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    rf"^\W*(?:no|0|zero|keine?|noch\s+keine|aucun|sin|nessun|geen|inga|ingen|nenhum)\b(?=.*?(?:{_COUNTED.pattern}))",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"^\W*(?:one|ein|un|une|uno|een|en|ett|um)\s+(?:\w+\s+)?(?:{_COUNTED.pattern})",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"""comments?\s+(?:(?:to|on|for)\s+this\s+(?:entry|post|article)\s+|section\s+|thread\s+|form\s+)?
        (?:(?:are|is|have\s+been|has\s+been)\s+)?(?:now\s+|currently\s+)?
        (?:closed|disabled|locked|turned\s+off|switched\s+off|archived|off\b(?![\s-]*topic)|no\s+longer)
    | commenting\s+(?:is|has\s+been)\s+(?:now\s+)?(?:closed|disabled|turned\s+off|locked|not\s+(?:allowed|possible))
    | comments\s+(?:are|have\s+been)\s+not\s+(?:allowed|possible)
    | (?:closed|disabled|turned\s+off|locked)\s+(?:the\s+)?comment(?:s|ing)
    | (?:no|not\s+accepting)\s+(?:new|further|more|additional)\s+comments
    | new\s+comments\s+(?:are|have)\s+(?:not|been\s+disabled)
    | (?:discussion|thread|conversation)\s+(?:is|has\s+been)\s+(?:closed|archived|locked)
    | kommentare?\b(?:\s+(?:zu|für|dieses?|diesem|zum)\b.{0,40})?\s+(?:(?:sind|ist|wurden?)\s+)?
        (?:derzeit\s+|jetzt\s+|nun\s+)?(?:geschlossen|deaktiviert|gesperrt|abgeschaltet)
    | kommentarfunktion\b.{0,40}(?:geschlossen|deaktiviert|gesperrt|abgeschaltet)
    | keine\s+(?:neuen|weiteren)\s+kommentare
    | commentaires?\b.{0,40}(?:ferm[ée]s?|clos|d[ée]sactiv[ée]s?)
    | coment[áa]rios?\b.{0,40}(?:cerrados?|desactivados?|deshabilitados?|fechados?|encerrados?|desativados?)
    | commenti\b.{0,40}(?:chiusi|disabilitati|disattivati)
    | reacties?\b.{0,40}(?:gesloten|uitgeschakeld)
    | kommentar(?:er|erna)?\b.{0,40}(?:st[äa]ngda?|lukket|stengt)
    | コメント.{0,20}(?:受け付けて(?:い|お)(?:ない|ません|りません)|終了|停止|締め切|閉じ)
    | 评论(?:已)?关闭 | 評論(?:已)?關閉 | 댓글.{0,10}(?:닫|마감)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_INDEX = re.compile(
    r"main(?: page| index)?|home(?: page)?|index|top|up|blog|start(?:seite)?|hauptseite|übersicht|accueil|principale?|"
    r"inicio|portada|página principal|home ?page|hoofdpagina|メイン|トップ|ホーム",
    re.IGNORECASE,
)
_ARROWS = re.compile(r"^[\s«»‹›←→⟵⟶<>\-–—|]+|[\s«»‹›←→⟵⟶<>|]+$")
_MERE_DIRECTION = re.compile(
    r"""^\W*(?:
      (?:go\s+(?:to\s+)?)?(?:the\s+)?(?:prev(?:ious)?|prior|last|next|older|newer|back|forward|earlier|later)
        (?:\s*(?:blog\s+)?(?:entries|stories|(?:post|entry|article|page|story|item|topic|thread|chapter|episode|news)s?))?
    | (?:vor(?:herige|ige|angehende)[rs]?|nächste[rs]?|(?:nach)?folgende[rs]?|ältere[rs]?|neuere[rs]?|zurück|weiter
        |vorher|danach)(?:\s+(?:beitrag|artikel|eintrag|seite|post|thema|news|inhalt))?
    | (?:article|billet|note|post)?\s*(?:précédent|suivant)e?
    | (?:(?:entrada|post|art[íi]culo)\s+)?(?:anterior|siguiente)
    | precedente | successivo | vorige | volgende | föregående | nästa
    | [前次](?:の(?:記事|投稿|エントリー?))?(?:へ)?
    | (?:read|see|view|show)\s+more | continue\s+reading | (?:weiter|mehr)\s?lesen | lire\s+la\s+suite | leer\s+más
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_NEWER = re.compile(r"\W*(?:newer|neuere[rs]?|nieuwere?|nyere|nyare|plus\s+récent)\b", re.IGNORECASE)
_OLDER = re.compile(r"\W*(?:older|ältere[rs]?|oudere?|eldre|äldre|plus\s+ancien)\b", re.IGNORECASE)


def name(text: str | None) -> str | None:
    """The name alone out of "Posted by: NAME |" or "NAME says:"; None where nothing is left."""
    line = clean_line(text)
    return _peeled(_ANSWERING.sub("", line), _BEFORE_NAME, _AFTER_NAME) if line else None


def signature(text: str) -> str | None:
    """What stands behind the role words that a byline starts with ("Posted by:"); None where it starts otherwise."""
    found = _SIGNED.match(text)
    return text[found.end() :] if found else None


def is_name_like(text: str) -> bool:
    """Whether words are left of a text without the role words, joints and times of a byline ("says:", "Comment by")."""
    line = clean_line(text)
    if not line or not re.search(r"[^\W\d_]", line):
        return False
    rest = _MERELY_SAYING.sub(" ", _BEFORE_NAME.sub("", f"{line} x").removesuffix("x"))
    return bool(re.search(r"[^\W\d_]", rest))


def up_to_joint(text: str) -> str:
    """The text up to what joins a name to a time or a category: " at 05:06", " in Cookery", " | "."""
    return _JOINT.split(text, maxsplit=1)[0]


def name_before_date(text: str | None) -> str | None:
    """The name out of what stands between role words and a date: "NAME am", "NAME |"; None where nothing is left."""
    return _peeled(name(text), _BLANKS, _AFTER_IN_BYLINE)


def name_beside_date(text: str | None) -> str | None:
    """The name out of what stands before or after a date: "von NAME am", "— NAME,"; None where nothing is left."""
    line = name(_peeled(_ORDINAL.sub("", text or ""), _BEFORE_IN_BYLINE, _AFTER_IN_BYLINE))
    return _peeled(line, _BEFORE_IN_BYLINE, _AFTER_IN_BYLINE)


def _peeled(text: str | None, before: re.Pattern[str], after: re.Pattern[str]) -> str | None:
    line = clean_line(text)
    while line:
        shorter = after.sub("", before.sub("", line)).strip()
        if shorter == line:
            return line
        line = shorter
    return None


def count(text: str | None) -> int | None:
    """The total in "196 Comments", "Comments (1,234)", "One thought on X", "No comments yet"; None where none is."""
    line = clean_line(text)
    if not line or not _COUNTED.search(line):
        return None
    if _NOBODY.match(line):
        return 0
    if _ONE.match(line):
        return 1
    word = _COUNTED.search(line)
    numbers = list(_NUMBER.finditer(line))
    if not numbers or word is None:
        return None
    nearest = min(numbers, key=lambda found: max(word.start() - found.end(), found.start() - word.end()))
    return int(re.sub(r"\D", "", nearest.group()))


def closed_notice(text: str | None) -> str | None:
    """The text again where it says that nobody can comment any more ("geschlossen", "fermés", "closed"), else None."""
    line = clean_line(text)
    return line if line and _CLOSED.search(line) else None


def link_title(text: str | None) -> str | None:
    """A neighbour's title out of "« TITLE" or "TITLE »"; None where the words name only a direction ("Next post »")."""
    line = clean_line(text)
    if not line or _MERE_DIRECTION.match(line):
        return None
    return _ARROWS.sub("", line) or None


def without_labels(text: str | None, pieces: Sequence[str]) -> str | None:
    """A link's text without the direction words that stand in pieces of their own at its ends ("Next post", TITLE).

    `pieces` are the link's text nodes. The text stays whole where it says nothing but directions.
    """
    rest = clean_line(text) or ""
    if _MERE_DIRECTION.match(rest):
        return rest
    for piece in _labels(pieces):
        rest = rest.removeprefix(piece).strip()
    for piece in _labels(pieces[::-1]):
        rest = rest.removesuffix(piece).strip()
    return rest or clean_line(text)


def _labels(pieces: Sequence[str]) -> Iterator[str]:
    for piece in pieces:
        line = clean_line(piece)
        if line and not _MERE_DIRECTION.match(line) and re.search(r"\w", line):
            return
        if line:
            yield line


def age(pieces: Sequence[str]) -> int:
    """-1 where one of a link's text nodes is a label like "Older post", 1 for "Newer post", else 0."""
    labels = [line for piece in pieces if (line := clean_line(piece)) and _MERE_DIRECTION.match(line)]
    if any(_OLDER.match(label) for label in labels):
        return -1
    return 1 if any(_NEWER.match(label) for label in labels) else 0


def is_index(text: str) -> bool:
    """Whether a link's words name the list of all posts: "Main", "Startseite", "メイン"."""
    return bool(_INDEX.fullmatch(text.strip()))


def arrow(text: str) -> int:
    """-1 where a link's text points back ("« TITLE"), 1 where it points on ("TITLE »"), else 0."""
    if re.match(r"\s*(?:«|‹|←|⟵|<{1,2}(?=\s|\w))", text):
        return -1
    return 1 if re.search(r"(?:»|›|→|⟶|>{1,2})\s*$", text) else 0


def arrow_between(before: str, after: str) -> int:
    """The direction of a link whose arrow stands outside of it: the text right before, and right after it."""
    if re.search(r"(?:«|‹|←|⟵)\s*$", before):
        return -1
    return 1 if re.match(r"\s*(?:»|›|→|⟶)", after) else 0
