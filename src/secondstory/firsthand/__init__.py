"""People's own accounts and conversations. Private until their author shares them, and never copied anywhere."""
