"""Who offers what, where and when, in Open Referral's words. It refuses to know who comes."""
