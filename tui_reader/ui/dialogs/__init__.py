"""What opens over the panes, one a file. Dialogs are given what they show and return what was chosen."""
