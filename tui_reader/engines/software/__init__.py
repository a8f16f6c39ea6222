"""What knows one blog software, forum or site: a file each, or a folder where one is not enough."""
