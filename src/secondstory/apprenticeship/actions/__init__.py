"""What learners and their mentors do, a file per verb."""
