"""What breaks, and that nothing is lost or done twice."""
