"""The screen: what the reader looks like and what keys do. Nothing here fetches, parses or knows the database."""
