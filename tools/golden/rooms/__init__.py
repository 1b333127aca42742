"""One module a room of the house; importing a room registers its oracles and rows."""
