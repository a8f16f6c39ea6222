"""What panes are made of: views that draw lines themselves and hold no data but what they are given.

Widgets post messages up and are changed by their methods; they know neither the screen, the Reader nor each other.
"""
