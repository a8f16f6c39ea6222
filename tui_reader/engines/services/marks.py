"""Which comment service a page embeds. Knows the marks of services in a page, nothing of their answers."""

from __future__ import annotations

from tui_reader.content.document import Document

_SERVICES: tuple[tuple[str, str, str], ...] = (
    ("disqus", "disqus", '#disqus_thread, script[src*=".disqus.com/embed.js"], script[src*=".disqus.com/count.js"]'),
    ("giscus", "giscus", 'script[src*="giscus.app/client.js"], .giscus, iframe.giscus-frame'),
    ("utterances", "utteranc", 'script[src*="utteranc.es/client.js"], .utterances'),
    ("hyvor", "hyvor-talk", "#hyvor-talk-view, hyvor-talk-comments"),
    ("isso", "isso", "#isso-thread, script[data-isso]"),
    ("commento", "commento", '#commento, script[src*="/js/commento.js"]'),
    ("remark42", "remark42", "#remark42"),
    ("cusdis", "cusdis_thread", "#cusdis_thread"),
    ("ghost", "data-ghost-comments", "script[data-ghost-comments]"),
    ("squarespace", "squarespace-comments", ".squarespace-comments"),
    ("discourse", "discourse-comments", "#discourse-comments"),
    ("facebook", "fb-comments", ".fb-comments"),
    ("fastcomments", "fastcomments", '#fastcomments-widget, script[src*="fastcomments.com"]'),
    ("cactus", "cactus", '#comment-section[data-cactus], script[src*="cactus.chat"]'),
    ("coral", "coral", "#coral_thread, #coral-display-comments"),
    ("intensedebate", "idc-container", "#idc-container"),
    ("livefyre", "livefyre", "#livefyre-comments, .livefyre-commentcount"),
    ("muut", "muut", ".muut[data-url], a.muut"),
    ("waline", "waline", "#waline"),
    ("twikoo", "twikoo", "#twikoo"),
    ("valine", "vcomments", "#vcomments"),
    ("gitalk", "gitalk", "#gitalk-container"),
    ("webmention", "webmentions", "#webmentions[data-target]"),
    ("spot.im", "spotim", "[data-spotim-module]"),
)
_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("disqus", "disqus_shortname"),
    ("hyvor", "HYVOR_TALK_WEBSITE"),
    ("remark42", "remark_config"),
    ("discourse", "DiscourseEmbed ="),
    ("gitalk", "new Gitalk("),
    ("waline", "Waline.init("),
    ("twikoo", "twikoo.init("),
)


def named(document: Document) -> str | None:
    """The service that holds this page's comments: "disqus", "giscus" ...; None where the page embeds none."""
    for name, word, css in _SERVICES:
        # looking for a word is cheap, looking for elements is not
        if word in document.source and document.first(css) is not None:
            return name
    return next((name for name, mark in _SCRIPTS if mark in document.source), None)
