"""The widgets the screens are made of; each draws only what is in view."""
