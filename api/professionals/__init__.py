"""The lookup of professionals: a search, one card a service, and what to give to the patient."""
