"""specloom turns an OpenAPI description into a typed SDK, its documentation and a fake of the API."""

__version__ = "0.1.0"
