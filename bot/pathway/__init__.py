"""The pathway and everything that decides where it leads. Pure: data in, data out."""
