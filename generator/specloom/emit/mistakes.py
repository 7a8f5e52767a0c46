"""What a user of templates of their own can get wrong."""


class OwnTemplateError(Exception):
    """A template or a dialect of the user's own that cannot be used; the message says where."""
