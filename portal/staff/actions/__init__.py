"""What happens to accounts and sign-ins, one function each."""

from portal.staff.actions.attendance import record_reads, stay

__all__ = ["record_reads", "stay"]
