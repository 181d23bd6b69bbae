"""What is wrong with a batch, and what its words refer to."""
