"""What is said of the counted thing: measure, basis, status."""
