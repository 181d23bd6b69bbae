"""Line totals: the catalog's price on the day, the discount, the periods."""
