"""Drift: where answers departed from a description, turned into an overlay that says what they are."""

from specloom.drift.changes import propose as propose
from specloom.drift.lines import Misfit as Misfit
from specloom.drift.lines import read_lines as read_lines
from specloom.drift.overlay import join as join
from specloom.drift.overlay import write as write
