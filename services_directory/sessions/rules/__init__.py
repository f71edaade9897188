"""Which days, which moments, which times at a desk: plain values in, a verdict out."""
