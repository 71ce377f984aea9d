"""Understanding people's own words. Behind this port no other part ever sees them."""
