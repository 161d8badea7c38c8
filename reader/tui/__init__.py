"""The Textual application: screens, widgets, keymap and styles."""
