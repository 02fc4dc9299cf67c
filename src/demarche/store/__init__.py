"""The record. ``open_record`` is the door; ``read``, ``write``, ``search``, ``digest`` work inside its transactions."""

from demarche.store.record import Record, open_record

__all__ = ["Record", "open_record"]
