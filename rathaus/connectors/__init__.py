"""What leaves the town hall: e-mails to citizens."""
