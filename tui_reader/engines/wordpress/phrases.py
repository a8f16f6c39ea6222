"""What WordPress and its themes print around a conversation, in the languages it is translated to.

Knows phrases, not elements. The general ones of `engines.wording` hold beside these.
"""

from __future__ import annotations

import re

from tui_reader.content.text import clean_line
from tui_reader.engines import wording

_SAYS = re.compile(
    r"""(?:^|[\s,·|–—-]+)(?:
      (?:says|said|wrote|writes|commented|replied|responds|responded | sagte?|schreibt|schrieb|meinte? | a\ dit|a\ [ée]crit
      | dijo|escribi[óo] | ha\ (?:scritto|detto|dit) | disse|escreveu | zegt|schreef | pisze|napisała? | говорит|пишет|сказала?
      | s[äa]ger|skriver|skrev | kirjoittaa | dedi\ ki|diyor\ ki | より | 说道|說道)(?:\ (?:that|on|at|to))?\s*[:：]*
    | (?:dit|dice|comenta|scrive|diz|zei|mówi|komentuje|каже|пише|siger|sier|sanoo|kirjoitti|napsala?|ř[íi]k[áa]|p[íi]še|hovor[íi]
      |nap[íi]sala?|szerint|mondja|írta|dedi|diyor|der(?:\ ki)?|λέει|έγραψε|spune|a\ spus|diu|di|pravi|kaže|berkata|mengatakan
      |nói|viết|ütleb|saka|sako|rašo|הגיב|אומר(?:ת)?|يقول|قال|گفت|说|說|表示|댓글|님의\ 말)\s*[:：]+
    )?\s*[:：,;…]*\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_GLUED = re.compile(r"(?:より|说道|說道|님의 말)\s*[:：]?\s*$")
_BY = re.compile(
    r"""^\s*(?:
      (?:(?:comment|posted|written|left|reply|pingback|trackback)\s+)?by\s+ | (?:kommentar|pingback|trackback)\s+(?:von|by|av|af|fra)\s+
    | (?:commentaire|ping|r[ée]trolien)\s+(?:par|de)\s+ | (?:comentario|pingback|trackback)\s+(?:por|de)\s+
    | (?:commento|pingback)\s+(?:di|da)\s+ | (?:reactie|pingback|trackback)\s+(?:door|van)\s+
    | (?:comentário)\s+(?:por|de)\s+ | комментарий\s+от\s+ | コメント\s*by\s+
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_AUTHOR_LABEL = re.compile(
    r"^\W*(?:(?:view|see|more|show)?\s*(?:all\s+)?(?:posts|articles|entries)\s+(?:by|of)|about(?:\s+the\s+author)?[:\s]|author|autor[ae]?|auteur|autore"
    r"|verfasser(?:in)?|written\s+by|posted\s+by|by|von|(?:zeige\s+)?alle\s+(?:beitr[äa]ge|artikel)\s+von|veröffentlicht\s+von|投稿者|作者)\s*[:：]?\s+",
    re.IGNORECASE,
)
_SIGNED_AT = re.compile(r"\s*[—–|•·@,-]\s.*(?:\d[:.h/]\s?\d|\d{4}).*$|\s+(?:on|am|le|el|il|op|den)\s+(?=.*\d{4}).*$")
_PING = re.compile(
    r"^\s*(?:pingback|trackback|ping|r[ée]trolien|пингбэк|трэкбек|уведомление|ピンバック|トラックバック|引用通告|핑백|트랙백)\b\s*"
    r"(?:by|von|de|par|por|van|door|från|fra|av|di|da)?\s*[:：]\s*|^\s*(?:pingback|trackback)\s+(?:by|von|from|par|de)\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"""\b(?:comments?|commenting|responses)\b.{0,40}\b(?:closed|off|disabled|turned\ off) | both\ comments\ and\ pings\ are\ currently\ closed
    | turned\ off\ comments | kommentar\w*\b.{0,60}(?:geschlossen|deaktiviert|abgeschaltet|nicht\ m[öo]glich|beendet)
    | commentaires?\b.{0,60}(?:ferm[ée]s?|clos|d[ée]sactiv[ée]s?) | comentarios?\b.{0,60}(?:cerrad[oa]s?|desactivad[oa]s?|deshabilitad[oa]s?)
    | coment[áa]rios?\b.{0,60}(?:fechad|encerrad|desativad|desligad|desactivad)\w+ | comentaris\b.{0,60}(?:tancats|desactivats)
    | comentarios\b.{0,40}pechados | commenti\b.{0,60}(?:chiusi|disabilitati|disattivati) | iruzkin\w*\b.{0,40}(?:itxita|desgaituta)
    | (?:reacties?|reageren|comments?)\b.{0,60}(?:gesloten|uitgeschakeld|niet\ (?:meer\ )?mogelijk)
    | komment(?:ar|erer)\w*\b.{0,60}(?:st[äa]ngd|inaktiver|avst[äa]ngd|lukket|stengt|sl[åa]tt\ av|sl[åa]et\ fra|avsl[åa]tt)\w*
    | kommentointi\b.{0,40}(?:suljettu|pois) | kommentit\b.{0,40}(?:suljettu|pois\ k[äa]yt[öo]st[äa])
    | (?:komentarze|komentowanie|możliwość\ komentowania)\b.{0,80}(?:zamkni[ęe]t|wył[ąa]czon|zablokowan|niedostępn)\w+
    | (?:koment[áa][řr]e|komentov[áa]n[íi]|diskuse)\b.{0,60}(?:uzav[řr]en|nejsou\ povolen|vypnut|zak[áa]z[áa]n|uzatvoren|zatvoren|vypnut)\w*
    | (?:hozz[áa]sz[óo]l[áa]s|megjegyz[ée]s)\w*\b.{0,60}(?:z[áa]rva|lez[áa]r|nem\ enged[ée]lyezett|kikapcsol)\w*
    | (?:комментарии|комментирование|обсуждение|обговорення|коментарі|коментування|коментари\w*)\b.{0,60}(?:закрыт|отключен|запрещен|закрит|вимкнен|изключен|забранен|затворен)\w*
    | yorum\w*\b.{0,40}(?:kapal[ıi]|kapat[ıi]l) | σχολι\w+\b.{0,40}(?:κλειστ|απενεργοποι)\w+ | comentarii\w*\b.{0,40}(?:[îi]nchis|dezactivat)\w*
    | (?:komentari\w*|komentiranje)\b.{0,40}(?:zatvoren|isključen|onemogućen|zaprt|izklopljen)\w* | kommenteerimine\b.{0,40}suletud
    | komentar\b.{0,40}(?:ditutup|dinonaktifkan) | b[ìi]nh\ luận\b.{0,40}(?:đóng|tắt)
    | コメント.{0,30}(?:受け付けて(?:い|お)(?:ない|ません|りません)|停止|締め?切|閉じ|できません|オフ|無効) | トラックバックとコメントは現在.{0,10}受け付け
    | (?:评论|留言|评论功能)[^。]{0,12}(?:关闭|關閉) | (?:評論|留言|迴響|回應|回响)(?:功能)?[^。]{0,12}(?:關閉|关闭) | 댓글.{0,20}(?:닫|마감|허용하지|비활성)
    | התגובות.{0,20}סגור | (?:לא\ ניתן|אי\ אפשר).{0,20}להגיב | (?:التعليقات|التعليق).{0,20}(?:مغلق|معطل) | دیدگاه.{0,20}بسته | ปิดความเห็น
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NONE_YET = re.compile(
    r"\byet\b|\bfirst\b|\bnoch\b|\berste[rn]?\b|encore|premi|todav[íi]a|a[úu]n\b|primer|ancora|prim[oa]|ainda|nog\b|eerste|ännu|endnu|ennå"
    r"|jeszcze|ещё|еще|henüz|まだ|还没|尚無|아직",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"^\W*(?:no|zero|0|noch\s+keine?|keine?|aucun|pas\s+de|sin|no\s+hay|ning[úu]n|sense|nessun|senza|non\s+ci\s+sono|nenhum|sem|geen|nog\s+geen|inga|ingen|ei"
    r"|brak|[žz][áa]dn[ée]|zatím|без|нет|комментариев\s+нет|немає|nincs|hiç|yorum\s+yok|καν[έε]να|f[ăa]r[ăa]|niciun|nema|ni|tidak|belum|kh[ôo]ng|コメントは(?:まだ)?あ|まだ|没有|暂无|尚無|無|아직|댓글이?\s*없)\b",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"^\W*(?:one|ein|eine|un|une|uno|una|um|uma|een|één|en|ett|et|yksi|jeden|jedna|jedno|один|одна|bir|egy|ένα|o|satu|một)\s+(?!\d)\w",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"comment|kommentar|coment|thought|respon|repl(?:y|ies)|r[ée]ponse|r[ée]action|reacti|antwort|gedanke|pens[ée]e|r[ée]flexion|pensiero|pensieri|pensamento|ideas?\b|respuesta"
    r"|rispost|resposta|gedachte|tanke|svar|my[śs]l|odpowied|koment|uwag|мысл|комментар|коментар|ответ|відпов|yorum|d[üu][şs][üu]nce|hozz[áa]sz|gondolat|σχόλι|σκέψ|tanggapan|pemikiran|suy nghĩ|bình luận"
    r"|ajatus|vastau|コメント|件|返信|条|條|则|則|篇|评论|評論|留言|迴響|想法|댓글|생각|תגוב|تعليق|دیدگاه|discussion|remark|erg[äa]nzung|reacties?|iruzkin",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“„«「『《\"‘‚‹].*[”“»」』》\"’‘›]")
_NUMBER = re.compile(r"\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?!\d)|\d+")
_DIRECTION = re.compile(
    r"^\s*(?:post(?:\s+navigation)?|(?:previous|next|older|newer|prev)\s*(?:post|article|entry|story)?\s*[:：]?"
    r"|beitrags-?navigation|navigation\s+de\s+l[’']article|投稿ナビゲーション)\s+",
    re.IGNORECASE,
)


def speaker(text: str | None) -> str | None:
    """The name in "NAME says:", with nothing else taken away: "Von Hand" and "Le Petit" are names."""
    line = clean_line(_GLUED.sub("", text or ""))
    return clean_line(_SAYS.sub("", line)) if line else None


def signer(text: str | None) -> str | None:
    """The name in "Comment by NAME — DATE @ TIME" and in "by NAME"."""
    line = clean_line(_BY.sub("", text or ""))
    return speaker(_SIGNED_AT.sub("", line)) if line else None


def author(text: str | None) -> str | None:
    """The name in "By NAME", "Written by NAME on DATE", "Author NAME", "More posts by NAME"."""
    line = clean_line(_AUTHOR_LABEL.sub("", text or ""))
    return wording.name(_SIGNED_AT.sub("", line)) if line else None


def is_ping(text: str | None) -> bool:
    """Whether a comment's text begins as WordPress's announcements of other pages do: "Pingback: "."""
    return bool(_PING.search(text or ""))


def without_ping(text: str | None) -> str | None:
    """The title in "Pingback: TITLE"."""
    return clean_line(_PING.sub("", text or ""))


def closed_notice(text: str | None) -> str | None:
    """The text again where it says that nobody can comment any more, else None."""
    line = clean_line(text)
    return line if line and (_CLOSED.search(line) or wording.closed_notice(line)) else None


def is_none_yet(text: str) -> bool:
    """Whether a text where "closed" often stands only says that nobody has said anything so far."""
    return bool(_NONE_YET.search(text)) and not closed_notice(text)


def total(text: str | None, title: str | None, *, is_sure: bool) -> int | None:
    """The total in "5 thoughts on “TITLE”", "One response to TITLE", "TITLEに3件のコメント"; numbers in the title do not count.

    `is_sure`: the place says that it is a total, no word has to.
    """
    line = clean_line(text)
    if not line:
        return None
    rest = clean_line(_QUOTED.sub(" ", line.replace(title, " ") if title else line)) or ""
    if not is_sure and not _WORDS.search(rest):
        return None
    number = _NUMBER.search(rest)
    if _NOBODY.match(rest) and not (number and number.group().strip("0")):
        return 0 if _WORDS.search(rest) else None
    if number:
        return int(re.sub(r"\D", "", number.group()))
    return 1 if _ONE.match(rest) and _WORDS.search(rest) else None


def without_direction(text: str | None) -> str | None:
    """A neighbour's title without the labels that screen readers are given before it."""
    line = clean_line(text)
    while line and (shorter := _DIRECTION.sub("", line)) != line:
        line = shorter
    return line
