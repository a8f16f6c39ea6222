"""What needs no software to be known: articles, comments, lists and neighbours recognised by their shape."""
