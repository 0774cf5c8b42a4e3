"""What leaves the program: reports, the public account, feedback and exports."""
