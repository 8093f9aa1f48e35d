"""The citizens' hall: finding a service, applying for it, and what became of it."""
