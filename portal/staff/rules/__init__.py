"""What makes a sign-in good, and who may give which role. Plain values in, a verdict out."""

from portal.staff.rules.times import IDLE, LONGEST, SEEN_EVERY

__all__ = ["IDLE", "LONGEST", "SEEN_EVERY"]
