"""Reading the files people edit, strictly: every mistake is named with its line and a remedy."""
