"""The map: the local pathway as flowcharts, and as a table."""
