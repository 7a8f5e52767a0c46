# Part of specloom, copied with the package that it serves.
# pyright: basic
"""The fake itself: a pure function from a request and a state to an answer.

It reads nothing but its arguments, so the same files serve the HTTP server and every generated
package's tests.
"""
