"""Two invented dealerships, made by code: what a newcomer tries the program with."""
