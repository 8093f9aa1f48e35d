"""News between the apps: written with the change that makes it, delivered until it is heard."""
