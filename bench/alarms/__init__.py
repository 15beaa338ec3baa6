"""How often the words of change are false, and how soon and how rightly they tell of a change."""
