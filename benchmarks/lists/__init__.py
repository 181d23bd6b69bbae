"""Lists as dealers of many countries keep them, with what a person makes of each; and how much of that is taken in."""
