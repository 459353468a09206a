"""A person's decisions: accept, reject, correct, merge, split. Nothing that was read is changed by them."""

from ledger.decide.judgements import Judge, judge, merge_actors, merge_series, put_right, split_series

__all__ = ["Judge", "judge", "merge_actors", "merge_series", "put_right", "split_series"]
