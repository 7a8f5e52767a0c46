"""Bytes of a file become plain data; positions are found again only when somebody asks."""
