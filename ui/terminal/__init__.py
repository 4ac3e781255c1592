"""What the commands share: how they speak, report progress, and end."""
