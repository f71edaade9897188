"""What a provider tells us: how a message fared, and what somebody texted. It is above the web, as
every part with addresses is, and no part of the outbox, which knows no web. It answers nothing."""
