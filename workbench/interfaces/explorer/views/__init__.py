"""What the explorer shows of today and a what-if: one file for each view."""
