"""What WordPress and its themes print around a post and its conversation, in the languages it is translated to.

Knows phrases, not elements. The general ones of `engines.wording` hold beside these.
"""

from __future__ import annotations

import re

from tui_reader.content.text import clean_line
from tui_reader.engines import wording


def _any(words: str) -> str:
    """A pattern for any of the words, one or several a line; an underscore stands for a blank."""
    return "(?:" + "|".join(words.split()).replace("_", r"\s+") + ")"


_SAYS = _any("""
    says said wrote writes commented replied responds responded sagte? schreibt schrieb meinte? a_dit a_[ée]crit dijo
    escribi[óo] ha_scritto ha_detto ha_dit disse escreveu zegt schreef pisze napisała? говорит пишет сказала? s[äa]ger
    skriver skrev kirjoittaa dedi_ki diyor_ki より 说道 說道
""")
# short words that are also names or parts of them: only with the colon that WordPress prints behind them
_SAYS_COLON = _any("""
    dit dice comenta scrive diz zei mówi komentuje каже пише siger sier sanoo kirjoitti napsala? ř[íi]k[áa] p[íi]še
    hovor[íi] nap[íi]sala? szerint mondja írta dedi diyor der der_ki λέει έγραψε spune a_spus diu di pravi kaže
    berkata mengatakan nói viết ütleb saka sako rašo הגיב אומר יקול يقول قال گفت 说 說 表示 댓글 님의_말
""")
_SPEAKER_END = re.compile(
    rf"(?:^|[\s,·|–—-]+)(?:{_SAYS}(?:\s(?:that|on|at|to))?\s*[:：]*|{_SAYS_COLON}\s*[:：]+)?\s*[:：,;…]*\s*$",
    re.IGNORECASE,
)
_SPEAKER_GLUED = re.compile(r"(?:より|说道|說道|님의 말)\s*[:：]?\s*$")
_SIGNER_START = re.compile(
    r"^\s*(?:(?:(?:comment|posted|written|left|reply|pingback|trackback)\s+)?by"
    r"|(?:kommentar|commentaire|comentario|comentário|commento|reactie|комментарий|ping|pingback|trackback|r[ée]trolien)"
    r"\s+(?:von|by|av|af|fra|par|de|por|di|da|door|van|от))\s+",
    re.IGNORECASE,
)
_SIGNED_AT = re.compile(
    r"\s*[—–|•·@,-]\s.*(?:\d[:.h/]\s?\d|\d{4}).*$|\s+(?:on|am|le|el|il|op|den)\s+(?=.*\d{4}).*$", re.IGNORECASE
)
_AUTHOR_START = re.compile(
    r"^\W*(?:(?:(?:view|see|more|show|zeige)\s+)?(?:(?:all|alle)\s+)?(?:posts|articles|entries|beitr[äa]ge|artikel)\s+(?:by|of|von)"
    r"|about(?:\s+the\s+author)?[:\s]|author|autor[ae]?|auteur|autore|verfasser(?:in)?|(?:written|posted)\s+by|by"
    r"|(?:veröffentlicht\s+)?von|投稿者|作者)\s*[:：]?\s+",
    re.IGNORECASE,
)
_PING = re.compile(
    r"^\s*(?:pingback|trackback|ping|r[ée]trolien|пингбэк|трэкбек|уведомление|ピンバック|トラックバック|引用通告|핑백|트랙백)\b\s*"
    r"(?:(?:by|von|de|par|por|van|door|från|fra|av|di|da)?\s*[:：]|(?:by|von|from|par|de)\b)\s*",
    re.IGNORECASE,
)
_DAY_MONTH_YEAR = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})(?:,\s(\d{4})|\.\s?(\d\d))(?![\d.])")
_EXCERPT = re.compile(r"\s*\[(?:…|\.\.\.|&#8230;)\].+\[(?:…|\.\.\.|&#8230;)\]\s*", re.DOTALL)

_CLOSED = re.compile(
    "|".join(
        rf"{_any(subject)}\b.{{0,60}}?{_any(state)}"
        for subject, state in (
            (r"\bcomments? \bcommenting \bresponses comments_and_pings", r"closed\b off\b(?!-) disabled\b"),
            (r"turned_off \bclosed \bdisabled", r"comments\b commenting\b"),
            (r"kommentar\w*", r"geschlossen deaktiviert abgeschaltet nicht_m[öo]glich beendet"),
            (r"commentaires?", r"ferm[ée]s? \bclos\b d[ée]sactiv[ée]s?"),
            (r"comentarios?", r"cerrad[oa]s? desactivad[oa]s? deshabilitad[oa]s? pechad[oa]s"),
            (r"coment[áa]rios?", r"fechad encerrad desativad desligad desactivad"),
            (r"comentaris", r"tancats desactivats"),
            (r"commenti", r"chiusi disabilitati disattivati"),
            (r"reacties? reageren", r"gesloten uitgeschakeld niet_(?:meer_)?mogelijk"),
            (r"komment(?:ar|erer)\w*", r"st[äa]ngd inaktiver avst[äa]ngd lukket stengt sl[åa]tt_av sl[åa]et_fra"),
            (r"kommentointi kommentit", r"suljettu pois_"),
            (r"komentarze komentowani[ea] komentowania", r"zamkni[ęe]t wył[ąa]czon zablokowan niedostępn"),
            (r"koment[áa][řr]e komentov[áa]n[íi] diskuse", r"uzav[řr]en nejsou_povolen vypnut zak[áa]z[áa]n uzatvoren"),
            (r"hozz[áa]sz[óo]l[áa]s\w* megjegyz[ée]s\w*", r"z[áa]rva lez[áa]r nem_enged[ée]lyezett kikapcsol"),
            (r"комментари\w+ комментирование обсуждение", r"закрыт отключен запрещен"),
            (r"обговорення коментарі коментування коментари\w*", r"закрит вимкнен изключен забранен затворен"),
            (r"yorum\w*", r"kapal[ıi] kapat[ıi]l"),
            (r"σχολι\w+ σχόλι\w+", r"κλειστ απενεργοποι"),
            (r"comentarii\w*", r"[îi]nchis dezactivat"),
            (r"komentari\w* komentiranje", r"zatvoren isključen onemogućen zaprt izklopljen"),
            (r"komentar", r"ditutup dinonaktifkan"),
            (r"b[ìi]nh_luận", r"đóng tắt"),
        )
    )
    # these write no blanks between words
    + r"|コメント.{0,30}(?:受け付けて(?:い|お)(?:ない|ません|りません)|停止|締め?切|閉じ|できません|オフ|無効)"
    r"|(?:评论|留言|評論|迴響|回應|回响)(?:功能)?[^。]{0,12}(?:关闭|關閉)|댓글.{0,20}(?:닫|마감|허용하지|비활성)"
    r"|התגובות.{0,20}סגור|(?:التعليقات|التعليق).{0,20}(?:مغلق|معطل)|دیدگاه.{0,20}بسته|ปิดความเห็น",
    re.IGNORECASE,
)
_NONE_YET = re.compile(
    _any(r"""
    \byet\b \bfirst\b \bnoch\b \berste[rn]?\b encore premi todav[íi]a a[úu]n\b primer ancora prim[oa] ainda \bnog\b
    eerste ännu endnu ennå jeszcze ещё еще henüz まだ 还没 尚無 아직
    """),
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"^\W*(?:"
    + _any(r"""
    no zero 0 noch_keine? keine? aucun pas_de sin no_hay ning[úu]n sense nessun senza non_ci_sono nenhum sem geen
    nog_geen inga ingen ei brak [žz][áa]dn[ée] zatím без нет комментариев_нет немає nincs hiç yorum_yok καν[έε]να
    f[ăa]r[ăa] niciun nema ni tidak belum kh[ôo]ng 아직
    """)
    + r"(?!\w)|(?:コメントは(?:まだ)?あ|まだ|没有|暂无|尚無|無|댓글이?\s*없))(?!\s*\d)",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"^\W*"
    + _any(
        "one ein eine un une uno una um uma een één en ett et yksi jeden jedna jedno один одна bir egy ένα o satu một"
    )
    + r"\s+(?!\d)\w",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    _any(r"""
    comment kommentar coment thought respon repl(?:y|ies) r[ée]ponse r[ée]action reacti antwort gedanke pens[ée]e
    r[ée]flexion pensiero pensieri pensamento \bideas?\b respuesta rispost resposta gedachte tanke svar my[śs]l
    odpowied koment uwag мысл комментар коментар ответ відпов yorum d[üu][şs][üu]nce hozz[áa]sz gondolat σχόλι σκέψ
    tanggapan pemikiran suy_nghĩ bình_luận ajatus vastau discussion remark erg[äa]nzung iruzkin コメント 件 返信 条 條
    则 則 篇 评论 評論 留言 迴響 想法 댓글 생각 תגוב تعليق دیدگاه
    """),
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“„«「『《\"‘‚‹].*[”“»」』》\"’‘›]")
_NUMBER = re.compile(r"\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?!\d)|\d+")
_DIRECTION = re.compile(
    r"^\s*(?:post\s+navigation|(?:previous|next|older|newer|prev)\s*(?:post|article|entry|story)?\s*[:：]"
    r"|(?:previous|next|older|newer|prev)\s+(?:post|article|entry|story)\b\s*(?=\S)"
    r"|(?:previous|next)(?=\s+(?:previous|next)\b)"
    r"|(?:vorheriger|n[äa]chster|voriger|[äa]lterer|neuerer)\s+(?:beitrag|artikel)\s*[:：]?"
    r"|(?:article|billet)\s+(?:pr[ée]c[ée]dent|suivant)\s*[:：]?|(?:entrada|post)\s+(?:anterior|siguiente)\s*[:：]?"
    r"|(?:articolo|post)\s+(?:precedente|successivo)\s*[:：]?|(?:vorig|volgend)\s+bericht\s*[:：]?"
    r"|(?:poprzedni|nast[ęe]pny)\s+wpis\s*[:：]?|(?:предыдущая|следующая)\s+(?:запись|статья)\s*[:：]?"
    r"|beitrags-?navigation|navigation\s+de\s+l[’']article|投稿ナビゲーション|[前次]の投稿\s*[:：]?|上一篇(?:文章)?\s*[:：]?|下一篇(?:文章)?\s*[:：]?)\s*",
    re.IGNORECASE,
)


def speaker(text: str | None) -> str | None:
    """The name in "NAME says:", with nothing else taken away: "Von Hand" and "Le Petit" are names."""
    line = clean_line(_SPEAKER_GLUED.sub("", text or ""))
    return clean_line(_SPEAKER_END.sub("", line)) if line else None


def without_says(text: str | None) -> str:
    """A comment's loose text without the "says:" that was left of its head."""
    return text if text and speaker(text) else ""


def signer(text: str | None) -> str | None:
    """The name in "Comment by NAME — DATE @ TIME" and in "by NAME"."""
    line = clean_line(_SIGNER_START.sub("", text or ""))
    return speaker(_SIGNED_AT.sub("", line)) if line else None


def author(text: str | None) -> str | None:
    """The name in "By NAME", "Written by NAME on DATE", "Author NAME", "View all posts by NAME"."""
    line = clean_line(_AUTHOR_START.sub("", text or ""))
    return wording.name(_SIGNED_AT.sub("", line)) if line else None


def date(text: str) -> str:
    """A date with the year in full, next to the month, out of formats that blogs choose: "17.7.11", "17.07, 2011"."""
    return _DAY_MONTH_YEAR.sub(lambda found: f"{found[1]}.{found[2]}.{found[3] or '20' + found[4]}", text)


def is_ping(text: str | None) -> bool:
    """Whether a comment's text begins as WordPress's announcements of other pages do: "Pingback: "."""
    return bool(_PING.search(text or ""))


def is_excerpt(text: str | None) -> bool:
    """Whether a text is the piece of another page that WordPress quotes in a ping: "[…] words around the link […]"."""
    return bool(_EXCERPT.fullmatch(text or ""))


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
    """The total in "5 thoughts on “TITLE”", "One response to TITLE", "TITLEに3件のコメント".

    Numbers in the title do not count. `is_sure`: the place says that it is a total, no word has to.
    """
    line = clean_line(text)
    if not line:
        return None
    rest = clean_line(_QUOTED.sub(" ", line.replace(title, " ") if title else line)) or ""
    is_counted = bool(_COUNTED.search(rest))
    number = _NUMBER.search(rest)
    if is_counted and _NOBODY.match(rest):
        return 0
    if number and (is_sure or is_counted):
        return int(re.sub(r"\D", "", number.group()))
    return 1 if is_counted and _ONE.match(rest) else None


def without_direction(text: str | None) -> str | None:
    """A neighbour's title without the labels that stand before it: "Previous post: TITLE"."""
    line = clean_line(text)
    while line and (shorter := _DIRECTION.sub("", line)) != line:
        line = shorter
    return line
