"""Steps of a handoff. `taking.take_step` alone moves one on."""
