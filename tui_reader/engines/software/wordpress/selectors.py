"""Where WordPress's themes and comment plugins put things: tables of CSS selectors in order of trust.

Data only. The first rows of a table are WordPress's own markup (2.7, 3.x, HTML5, block themes), then plugins, then
what families of themes call the same.
"""

from __future__ import annotations

import re


def _rows(text: str) -> tuple[str, ...]:
    """A table's rows, one a line; a line that ends with a comma goes on in the next."""
    return tuple(line.strip() for line in re.sub(r",\s+", ", ", text).strip().splitlines())


def _row(text: str) -> str:
    """One selector, written over several lines."""
    return ", ".join(_rows(text))


WIDGETS = frozenset(
    {
        "widget",
        "recentcomments",
        "widget_recent_comments",
        "wp-block-latest-comments",
        "recent-comments",
        "latest-comments",
    }
)
"""Classes around lists of the whole blog's newest comments."""

BY_POST_AUTHOR = frozenset(
    {
        "bypostauthor",
        "wc-blog-post_author",
        "wpd-blog-post_author",
        "authcomment",
        "author-comment",
        "authorcomment",
        "commentauthorpost",
    }
)
"""Classes of a comment by the post's own author."""

UNNUMBERED = _rows("""
    .commentlist > li, .comment-list > li, #commentlist > li, ol.comments-list > li
    #comments li.comment, .comments-area li.comment, #comments div.comment, #comments article.comment
""")
"""Comments of themes that leave their numbers out."""

BODY = _rows("""
    .wp-block-comment-content
    .wpd-comment-text, .wc-comment-text, .epoch-comment-content, .w-comments-item-text, .dsq-comment-message
    .review .comment-text .description
    [itemprop='text'], [itemprop='commentText']
    .comment-content, .comment_content, .commentcontent
    .comment-text, .comment_text, .commenttext, .comment-txt
    .comment__content, .comment__text, .comment-body__content, .comment-body-text
    .comment-entry, .commententry, .comment-copy, .comment-message, .comment-post-content, .the-comment-text
    .comment-inner-text, .comment-description, .comment-details-text, .comment-p, .c-body, .uk-comment-body,
        .media-body .text
    .format_text
    .comment-body, .comment_body, .commentbody, .comment__body
    dd
""")
NAME = _rows("""
    .wp-block-comment-author-name
    .comment-author .fn, cite.fn, b.fn, span.fn, a.fn, strong.fn, .vcard .fn
    .fn
    [itemprop='author'] [itemprop='name'], [itemprop='creator'] [itemprop='name']
    .wpd-comment-author, .wc-comment-author, .epoch-author-link, .w-comments-item-author, [id^='dsq-author-user-'],
        .woocommerce-review__author
    .comment-author-name, .comment_author_name, .comment__author-name, .comment-name, .comment_name,
        .commenter-name, .commenter
    .comment_author, .commentauthor, .comment__author, .comment-author-link, .comment-meta-author, .author-name
    cite a.url, cite .url
""")
"""Elements that hold a commenter's name and nothing else."""

SIGNATURE = _rows("""
    cite, .cite
    .comment-author strong, .comment-author b, .comment-author a.url, .comment-author a[rel~='external']
    .comment-meta strong, .comment-info strong, .comment-head .name, .comment-header .name,
        .comment-header .author, .comment-head .author
    a.url, a[rel~='external']
    [itemprop='author'], [itemprop='creator']
    .uk-comment-title, .media-heading, .comment-title, .comment-user, .username, .name
    .comment-author
    .author
""")
"""Elements that may hold "by", a date or a number beside the name."""

DATE = _rows("""
    abbr[title], [itemprop='datePublished'], [itemprop='dateCreated'], [itemprop='commentTime']
    .wpd-comment-date, .wc-comment-date, .wp-block-comment-date, .w-comments-item-date
    .comment-metadata a[href*='#comment-'], .comment-meta a[href*='#comment-'],
        .commentmetadata a[href*='#comment-']
    .comment-date, .comment_date, .commentdate, .comment-time, .comment_time, .comment__date,
        .comment-timestamp, .comment-permalink
    .comment-metadata, .comment-meta, .commentmetadata, .comment__meta, .comment_meta, .comment-info,
        .comment-details
    time, .date, .time, .published, .timestamp
    a[href*='#comment-'], a[href*='#li-comment-']
    small, .meta, .metadata, cite
""")
CHROME = _row("""
    header, footer, form, script, style, noscript, .comment-author, .comment-meta, .comment-metadata,
        .commentmetadata, .comment-header, .comment-head, .comment-footer, .comment-info, .comment-avatar,
        .comment-author-avatar, .avatar, .gravatar, .photo, .vcard, .says, .reply, .comment-reply,
        .comment-reply-link, .comment-reply-login, .reply-link, .comment-edit-link, .edit-link, .edit-comment,
        .comment-edit, .comment-permalink, .comment-date, .comment-time, .comment_date, .comment_time,
        .comment_author, .comment_meta, .comment-actions, .comment-links, .comment-tools, .comment-options,
        .comment-awaiting-moderation, .comment-moderation, .moderation, .unapproved-notice, .comment-likes,
        .jetpack-comment-likes-widget-wrapper, .jetpack-likes-widget-wrapper, .comment-rating, .comment-karma,
        .cld-like-dislike-wrap, .wpulike, .comment-vote, .comment-votes, .pmcc-comments-report-link, .report-link,
        .zeno-comments-report-link, .comment-number, .commentnumber, .comment-count, .commentcount,
        .screen-reader-text, .trns-moderate-comments, .wpd-comment-footer, .wc-comment-footer,
        .addtoany_share_save_container, .respond, .comment-respond, .comment-meta-wrapper, .says-wrap,
        .wprm-comment-rating, .tasty-recipes-ratings, .cr-rating, .heateor_sss_sharing_container,
        .heateor_ss_sharing, .the_champ_sharing_container, .sharedaddy, .shared-counts-wrap, .wp-ulike,
        .zilla-likes, .star-rating
""")
"""What is inside or beside a comment's text and is not said by its author."""

ANSWER_LINK = ".reply, .comment-reply, .comment-reply-link, .comment-reply-login, .reply-link"
"""Links to answer one comment, which stand beside its author and date."""

LOOSE_HEAD = _row("""
    cite, small, strong.name, .author, .date, .time, .meta, .fn, .url, time, a[href*='#comment-'],
        a[href*='#respond'], a.comment-edit-link, hr
""")
"""Author and date of themes that put no element around them."""

NOT_NAME = _row("""
    time, small, .says, .reply, .comment-reply-link, .comment-meta, .comment-metadata, .commentmetadata,
        .comment-date, .comment-time, .date, .comment-edit-link, .edit-link, .avatar, .badge, .label, .role,
        .post-author-badge, .post-author, .comment-author-badge, .bypostauthor-badge, .author-badge,
        .wpd-comment-label, .wc-comment-label, .screen-reader-text, .comment-number, .comment-time-link,
        .comment-count, script, style, a[href*='#comment-'], a[href*='#respond'], sup, .p3_comment_author,
        .author-tag, .author-label, .by-post-author, .post-author-label, .comment-by-author
""")
"""What themes put into the element of a commenter's name beside the name."""

TITLE = _rows("""
    .entry-title, .wp-block-post-title
    .post-title, .single-title, .posttitle, .storytitle, .post_title, .single-post-title, .entry-header h1,
        .post-header h1, .entry-heading
    h1[itemprop~='headline'], h2[itemprop~='headline'], .headline, h1.title, h2.title, h3.title, .blog-title h1,
        .elementor-widget-theme-post-title h1
    h1
    .itemhead h3, .entry-head h3, .post-head h2, h2 a[rel~='bookmark'], h3 a[rel~='bookmark'], h2, h3
""")
SITE_TITLE = _rows("""
    #site-title, .site-title, #blog-title, .blog-title, #header h1, #branding h1, #masthead h1, #top h1,
        h1#header, .site-branding, #title
""")
TEXT = _rows("""
    .wp-block-post-content
    .entry-content, .entry_content, .entrycontent
    [itemprop='articleBody']
    .post-content, .post_content, .postcontent, .td-post-content, .the-content, .thecontent,
        .et_pb_post_content, .fl-post-content
    .elementor-widget-theme-post-content .elementor-widget-container, .single-content, .single-post-content,
        .article-content, .content-text
    .post-entry, .entrytext, .entry-text, .post-text, .storycontent, .itemtext, .postentry, .post-body,
        .entry-body, .article-body, .snap_preview
    .post-bodycopy, .postarea .content, .format_text, .entry-inner, .main-content-text, .post_text,
        .text, .copy
    .colibri-post-content, .postarea, .post-inner
    .entry, .content
""")
TEXT_CLASSES = frozenset(
    {
        "entry-content",
        "wp-block-post-content",
        "entry",
        "storycontent",
        "itemtext",
        "entrytext",
        "snap_preview",
        "post-entry",
        "the-content",
    }
)
"""Classes of elements that hold a post's text and never its title."""

META_CLASSES = frozenset({"postmetadata", "entry-meta", "post-meta", "entry-date", "post-date", "meta"})
"""Classes of what old themes print about a post at the end of its text."""

AUTHOR_LINK = "a[rel~='author'], a[href*='/author/'], a.url, .fn"

NOT_TEXT = _rows("""
    script, style, noscript, form, nav
    .sharedaddy, .jp-relatedposts, #jp-relatedposts, .wpcnt, .wpl-likebox, .jetpack-likes-widget-wrapper,
        .sd-sharing, .sd-like, .wordads-ad, .wpa
    .addtoany_share_save_container, .addtoany_content, .a2a_kit, .ssba, .ssbp-wrap,
        .heateor_sss_sharing_container, .shariff, .mashsb-container, .swp_social_panel, .dpsp-content-wrapper,
        .essb_links, .social-share, .social-sharing, .share-buttons, .sharing, .share-box, .really_simple_share,
        .twitter-share-button, .fb-like, .tweetmeme_button, .tw_button, .dd_post_share, .simplesocialbuttons,
        .cresta-share-icon, .monarch, .et_social_inline, .post-share, .entry-share
    .author-box, .author-bio, .authorbox, .about-author, .post-author-box, .abh_box,
        .pp-multiple-authors-boxes-wrapper, .m-a-box, .saboxplugin-wrap, .td-author-box-wrap, .author-info,
        #author-info, #entry-author-info, .entry-author-info
    .yarpp, .yarpp-related, .related-posts, .relatedposts, .crp_related, .rp4wp-related-posts, .zem_rp_wrap,
        .wp_rp_wrap, .similar_posts, .related-articles, .linkwithin_div, .td-related-posts, .related,
        .wp-block-jetpack-related-posts
    .post-navigation, .nav-links, .navigation, .prev_next, .page-links, .wp-pagenavi, .pagination, .post-nav,
        .entry-navigation
    .entry-meta, .post-meta, .postmetadata, .entry-footer, .entry-utility, .post-info, .post-footer, .postmeta,
        .entry-header, .post-header, .td-post-header, .metadata, .post-tags, .entry-tags, .tags-links,
        .cat-links, .post-byline, .elementor-widget-post-navigation,
        .byline, .posted-on, .tagcloud, .entry-title, .post-categories, .date-header
    #comments, .comments-area, #respond, .comment-respond, .commentlist, .comment-list, .wp-block-comments,
        #disqus_thread, .comments-link, #wpcomm
    .wp-block-query, .wp-block-latest-posts, .mc4wp-form, .newsletter-signup, .jetpack_subscription_widget,
        .wp-block-jetpack-subscriptions, .post-ratings, .kk-star-ratings, .wp_ulike_general_class, .printfriendly,
        .pf-button, .screen-reader-text, .adsbygoogle, .td-a-rec, .code-block, .ad, .adsense
    .toc_container, #toc_container, #ez-toc-container, .lwptoc, .rank-math-toc, .podcast_meta,
        .powerpress_links, .wp-polls
""")
"""What themes and plugins put into a post's text that its author did not write."""

BLOCK_AUTHOR = _row("""
    .wp-block-post-author-name, .wp-block-post-author__name
""")
POST_AUTHOR = _rows("""
    .byline .author .fn, .entry-meta .author .fn, .author.vcard .fn, .vcard.author .fn, .byline .fn, .author .fn
    .entry-meta a[rel~='author'], .post-meta a[rel~='author'], .byline a[rel~='author'],
        header a[rel~='author'], .entry-author a[rel~='author']
    .entry-author-name, .post-author-name, .td-post-author-name a, .td-post-author-name, .author-name,
        .meta-author a, .the-author a
    [itemprop='author'] [itemprop='name'], [itemprop='author']
    .byline .author, .byline a, .entry-author, .post-author, .author.vcard, .vcard .fn, span.author,
        .posted-by a, .by-author a, .meta-author, .postauthor
    a[rel~='author']
    a[href*='/author/']
    .byline, .posted-by, .by-author, .author, .post-byline
""")
POST_META = _rows("""
    .postinfo, .post-byline, .entry-meta, .post-meta, .postmetadata, .post-info, .meta, .metadata, .postmeta,
        .headline_meta, .post-date,
        .byline, .entry-head, .post-header, small, .date
""")
POST_DATE = _rows("""
    time.published[datetime], time.entry-date[datetime], time.entry-time[datetime], time.entry-published,
        .wp-block-post-date time[datetime]
    time[pubdate], time[itemprop~='datePublished'], [itemprop~='datePublished'][content], abbr.published[title],
        .published[title], .value-title[title]
    .wp-block-post-date, time[datetime]:not(.updated), time[datetime]
    abbr.date[title], abbr[title^='20'], abbr[title^='19']
    .entry-date, .post-date, .posted-on, .published, .postdate, .post_date, .entry_date, .td-post-date,
        .meta-date, .post-meta-date, .the-date, .chronodata
    .date, .date-header, .entry-time, .postdate, .time, .post-time, .dateline, .blog-date, .meta_date
    .entry-meta, .post-meta, .postmetadata, .post-info, .fusion-meta-info, .meta, .metadata, .headline_meta,
        .postmeta, .byline, .entry-header, .post-header, .entry-head, .info, .post-details, .single-metainfo,
        .itemhead, .h-blog-meta
    small, h2.date, h3.date, h4
""")
ROW_LINK = _rows("""
    .entry-title a[href], .post-title a[href], .wp-block-post-title a[href], .posttitle a[href],
        .storytitle a[href], .blog-entry-title a[href]
    h1 a[rel~='bookmark'], h2 a[rel~='bookmark'], h3 a[rel~='bookmark']
    h1 a[href], h2 a[href], h3 a[href]
    a[rel~='bookmark']
    h4 a[href], header a[href]
    a[href]:has(h2), a[href]:has(h3), a[href]:has(h4)
""")
SUMMARY = _rows("""
    .entry-summary, .wp-block-post-excerpt__excerpt, .post-excerpt, .excerpt
    .entry-content p, .post-content p, .entry p, p
    .entry-content, .post-content, [class*='excerpt']
""")
TOTAL_SURE = _rows("""
    .wpdiscuz-comment-count .wpd-cc-value, .wpd-thread-info, #epoch-count
    .comments-title, #comments-title, .wp-block-comments-title, .comments__headline, .comments-header,
        .comments-heading, .comment-title-count, .commentcount, .comments-count, .comments_intro,
        .comment-count-area, .comments-number, #comments-number
    h2#comments, h3#comments, h4#comments
""")
"""Headings that say how many comments there are."""

TOTAL = _rows("""
    #comments h2, #comments h3, #comments h4, .comments-area h2, .comments-area h3, .comments h3, .comments h4,
        .comments-wrapper h3, #comments-wrap h3, #commentsbox h3, .comments-container h2, #comments-template h3,
        #comments_wrap h3, .post-comments h3, .comment-area h3
    .comments-tab span, .commentheading, #comments > p, .comments-box h3
""")
TOTAL_LINK = _rows("""
    .comments-link, .comment-count, .post-comments, .meta-comments, .comments-number, .entry-comments-link
    a[href$='#comments'], a[href$='#respond'], a[href$='#comment'], a[href$='#postcomment'],
        a[href*='#comments-']
    [itemprop='commentCount'], [itemprop='interactionCount']
""")
"""Links to the conversation that stand beside the post and may count it."""

AREA = _row("""
    #comments, .comments-area, #respond, .commentlist, .comment-list, #commentlist, .wp-block-comments, #wpcomm,
        #commentform
""")
SURELY_CLOSED = _row("""
    .no-comments, .nocomments, .comments-closed, .closed-comments, .comment-closed, .commentsclosed,
        #comments-closed, .comments_closed, .comments-are-closed, .wpd-thread-closed, .entry-comments-closed
""")
"""Notices of closed comments, whatever they say, unless they say that nobody has begun."""

CLOSED_TEXT = _rows("""
    #comments p, #comments h2, #comments h3, #comments h4, #comments span, #comments em, #comments div,
        .comments-area p, #respond p, #respond h3, #respond div, .comments p, .comments h4, #commentlist li,
        .commentlist li#leavecomment
    .comments-link, .postmetadata, .post-meta, .entry-meta, .meta, .comments-off, .comments-disabled, .feedback,
        .post-comments, .metadata
    p, h2, h3, h4, h5, em, small, center
""")
FORM = _row("""
    form#commentform, form[action*='wp-comments-post.php'], form.comment-form, form.wpd_comm_form,
        form.wc_comm_form, iframe.jetpack_remote_comment, #jetpack_remote_comment
""")
LOGIN = _row("""
    .must-log-in, .comment-must-login, .wpd-login-to-comment, .must-login, #respond a[href*='wp-login.php'],
        .comment-respond a[href*='wp-login.php']
""")
ANSWER = _row("""
    a.comment-reply-link[href], .wpd-reply-button, .wc-reply-button, .comment-reply-link
""")
MORE = _row("""
    .wpd-load-more-submit, .wc-load-more-submit, .wpdiscuz-comment-pagination, .comments-load-more
""")
"""Buttons that let a script load comments that are not in the page."""

_MIRRORED = {"previous": "next", "prev": "next", "older": "newer", "alignleft": "alignright", "left": "right"}
PREVIOUS = _rows("""
    .wp-block-post-navigation-link.post-navigation-link-previous a, .post-navigation-link-previous a
    .post-navigation .nav-previous a, .nav-single .nav-previous a, .nav-previous a
    a[rel~='prev'], a[rel~='previous']
    .post-navigation .previous a, .post-nav .previous a, .post-nav .prev a, .post-nav a.prev, .loop-nav .prev a,
        .prev_next .previous a, .single-nav .prev a
    a.previous-post, .previous-post a, .prev-post a, a.prev-post, .post-previous a, .post-prev a,
        .previous_post a, .prev_post a, .post-nav-prev a, a.post-nav-prev
    .td-post-prev-post a, .mh-post-nav-item-prev a, .pagination-previous a, .entry-navigation .prev a,
        a.post-nav-older, .nav-prev a, .nav-older a, .post-nav-previous a
    .elementor-post-navigation__prev a, a.elementor-post-navigation__prev, .et_pb_posts_nav .nav-previous a,
        .fl-post-nav .prev a, .jp-post-nav .previous a
    .navigation .alignleft a, .navigation .left a, .navigation .previous a, .navigation .prev a,
        .navi .alignleft a, .nav .alignleft a, #nav-above .alignleft a
    .post-navigation .alignleft a, .post-nav .alignleft a, .pagination .alignleft a, .entry-nav .alignleft a,
        .post-links .alignleft a, .nextprev .prev a, .nextprev .alignleft a
""")
NEXT = tuple(
    re.sub(r"previous|(?<!next)prev(?!_next)|older|alignleft|(?<=\.)left", lambda found: _MIRRORED[found.group()], css)
    for css in PREVIOUS
)
"""The same places on the other side."""

NEIGHBOUR_TITLE = _row("""
    .post-title, .nav-title, .wp-block-post-navigation-link__title, .post-navigation-link__title,
        .post-navigation__prev--title, .post-navigation__next--title, .entry-title,
        .title, .nav-link-title, .post-nav-title, h4, h5
""")
NOT_NEIGHBOUR_TITLE = _row("""
    .meta-nav, .screen-reader-text, .nav-subtitle, .nav-label, .post-navigation-link__label,
        .wp-block-post-navigation-link__label, .ast-left-arrow, .ast-right-arrow,
        .elementor-post-navigation__prev--label, .elementor-post-navigation__next--label, .arrow, .nav-arrow,
        .prev-next-label, .post-nav-label, .pagination-label, .elementor-screen-only, .visuallyhidden,
        .assistive-text, script, style, svg, i, time, .date
""")
"""Labels and signs that stand in a neighbour's link beside its title."""
