"""What a process is: its document, its fields, its conditions and the answers to it."""
