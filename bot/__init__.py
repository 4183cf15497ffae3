"""Passerelle: the business-support matchmaking assistant of chambers of commerce."""

import os

# Read when NumPy is first imported. Its matrices are small here: threads that wait for one another at the
# end of each product were seen to make it hundreds of times slower on a busy machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
