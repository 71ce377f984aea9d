"""Words in every language: the only package that knows Babel."""
