"""The words that say what a request does."""

from __future__ import annotations

READING = frozenset({"fetch", "get", "read", "retrieve"})

VERBS = READING | frozenset("""
    abort accept acknowledge activate add adjust allow analyze answer append apply approve archive
    assign attach authenticate authorize ban batch begin block book bulk buy calculate call cancel
    capture change charge check claim clean clear clone close collect combine comment commit compare
    complete compress confirm connect convert copy count create deactivate debug decline decrypt
    delete deny deploy deprecate describe destroy detach detect diagnose disable discard disconnect
    dislike dismiss dispatch download draft drop duplicate edit embed emit enable encrypt end enqueue
    enrich enter estimate evaluate execute exclude exit expire export extend extract feed fill filter find
    finish flag flush follow force forget forward freeze generate grant head hide hold ignore import
    include index ingest init initialize initiate insert inspect install invalidate invite issue join
    kick kill leave like link list load lock login logout lookup make mark match measure merge migrate
    modify move mute notify obtain offer open order overwrite pair park partial patch pause pay perform
    pin ping play poll post predict prepare preview print process produce promote provision publish
    pull purchase purge push put query queue quote rank rate reactivate reassign reboot rebuild
    receive recover redeem redirect refresh refund regenerate register reject release reload remove
    rename renew reopen reorder replace reply report request rescan reschedule resend reset resize
    resolve restart restore resume retry return revert review revoke rollback rotate run sample save
    scale scan schedule search select send set share show shutdown sign simulate skip snooze sort
    split star start stop store stream submit subscribe suggest suspend swap switch sync synchronize
    tag terminate test toggle track train transfer transform translate trash trigger try unarchive
    unassign unban unblock uncheck undelete undo unfollow unfreeze unlink unlock unmute unpin
    unpublish unregister unsubscribe unstar update upgrade upload upsert use validate verify view
    void vote wait watch withdraw write
""".split())  # fmt: skip # noqa: SIM905

SMALL = frozenset(
    [
        "a",
        "all",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "off",
        "on",
        "onto",
        "or",
        "per",
        "the",
        "to",
        "with",
    ]
)
"""Words that lean on what stands beside them: a name neither begins with one nor loses it."""
