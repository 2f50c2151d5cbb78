"""Published vectors of others, read from where an option says, through the product's own routes."""
