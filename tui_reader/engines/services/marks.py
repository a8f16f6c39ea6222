"""Which services are named where a page embeds them: the marks of those that say none themselves, and nothing more."""

from __future__ import annotations

from tui_reader.engines.services.base import Mark

MARKS: tuple[Mark, ...] = (
    Mark("hyvor", "hyvor-talk", "#hyvor-talk-view, hyvor-talk-comments"),
    Mark("hyvor", "HYVOR_TALK_WEBSITE"),
    Mark("ghost", "data-ghost-comments", "script[data-ghost-comments]"),
    Mark("squarespace", "squarespace-comments", ".squarespace-comments"),
    Mark("discourse", "discourse-comments", "#discourse-comments"),
    Mark("discourse", "DiscourseEmbed ="),
    Mark("facebook", "fb-comments", ".fb-comments"),
    Mark("fastcomments", "fastcomments", '#fastcomments-widget, script[src*="fastcomments.com"]'),
    Mark("cactus", "cactus", '#comment-section[data-cactus], script[src*="cactus.chat"]'),
    Mark("coral", "coral", "#coral_thread, #coral-display-comments"),
    Mark("intensedebate", "intensedebate", '#idc-container, script[src*="intensedebate.com/js/"]'),
    Mark("livefyre", "livefyre", "#livefyre-comments, .livefyre-commentcount"),
    Mark("muut", "muut", ".muut[data-url], a.muut"),
    Mark("valine", "vcomments", "#vcomments"),
    Mark("spot.im", "spotim", "[data-spotim-module]"),
    Mark("vk", "vk_comments", "#vk_comments"),
)
