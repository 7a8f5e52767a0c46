"""Calls that a type checker must refuse; each line marked so must be the place of an error."""

import datetime as dt

from altegio import Altegio, models

WHEN = dt.datetime(2026, 9, 21, 14, 0)
client = Altegio()

client.records.create(4564, staff_id=9)  # wrong: neither kind of booking
client.records.create(4564, client={"phone": "+1"})  # wrong: no event and no time
client.records.get(4564)  # wrong: no record
client.records.get("4564", 1)  # wrong: a number is asked for
client.records.list(4564, start_date="2026-09-01")  # wrong: a date is asked for
client.records.list(4564, pages=3)  # wrong: there is no such argument
client.records.list(4564, 1)  # wrong: filters are named
client.visits.update(1, 2, attendance=5, comment="")  # wrong: not a value of attendance
print(client.records.get(4564, 1).nme)  # wrong: no such field
models.BookedService(331)  # wrong: fields are named
models.BookedService(id="331")  # wrong: a number is asked for
Altegio(partner_token=1)  # wrong: text is asked for
