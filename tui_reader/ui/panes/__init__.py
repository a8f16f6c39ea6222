"""What stands side by side: feeds, list of posts, post, comments. Panes know neither Reader nor each other."""
