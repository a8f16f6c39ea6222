"""The gate for everything that comes from outside: strings, addresses, dates, pages, bodies. No I/O.

What leaves this room is safe to store, to draw and to write to a terminal.
"""
