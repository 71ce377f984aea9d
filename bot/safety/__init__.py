"""Looking for danger in what people write, before and apart from everything else. It can only add. Pure."""
