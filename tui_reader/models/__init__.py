"""The domain's words as frozen dataclasses: what sources say, what is stored, what the screen is given.

Nothing here reads, fetches or decides. Strings have passed `content.text`, except fields called `html` and `content`:
those are kept as they came and are cleaned when blocks, Markdown or text are made of them.
"""

from tui_reader.models.moment import (
    Moment,
)
from tui_reader.models.refreshing import (
    ChangedPost,
    NewPost,
    RefreshPlan,
)
from tui_reader.models.sources import (
    Author,
    Comment,
    Discussion,
    Enclosure,
    Evidence,
    FeedLink,
    Held,
    Itinerary,
    Link,
    Neighbours,
    PageReading,
    ParsedFeed,
    PostData,
    PostLink,
    Thread,
    ThreadSource,
)
from tui_reader.models.stored import (
    Change,
    ChangeKind,
    Feed,
    FeedKind,
    FetchRecord,
    Origin,
    Post,
    PostFilter,
    RefreshResult,
    RefreshStatus,
    StoredComment,
    StoredThread,
    Watch,
)
from tui_reader.models.text import (
    Block,
    BlockKind,
    Span,
    Style,
)
from tui_reader.models.web import (
    Page,
    Request,
)

__all__ = [
    "Author",
    "Block",
    "BlockKind",
    "Change",
    "ChangeKind",
    "ChangedPost",
    "Comment",
    "Discussion",
    "Enclosure",
    "Evidence",
    "Feed",
    "FeedKind",
    "FeedLink",
    "FetchRecord",
    "Held",
    "Itinerary",
    "Link",
    "Moment",
    "Neighbours",
    "NewPost",
    "Origin",
    "Page",
    "PageReading",
    "ParsedFeed",
    "Post",
    "PostData",
    "PostFilter",
    "PostLink",
    "RefreshPlan",
    "RefreshResult",
    "RefreshStatus",
    "Request",
    "Span",
    "StoredComment",
    "StoredThread",
    "Style",
    "Thread",
    "ThreadSource",
    "Watch",
]
