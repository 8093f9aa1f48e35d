"""Cities, their departments, and the rule that every row belongs to one of them."""
