"""The API as facts, free of OpenAPI and of any programming language."""
