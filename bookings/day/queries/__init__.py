"""Who is here, expected, at which desk: each reached only through who asks."""
