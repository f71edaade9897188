"""Reading what is known of people; everything begins with `visible_to`."""
