"""A blog reader for the terminal that reads the conversation under a post too; this module holds its version only."""

__version__ = "0.1.0"
