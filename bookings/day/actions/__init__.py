"""What happens on the day: each leaves a record, and whoever watches the session sees it."""
