"""A working fake of an API: the engine, and its front over HTTP."""
