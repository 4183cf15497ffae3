"""Passerelle: the business-support matchmaking assistant of chambers of commerce."""

import os

# Read when NumPy is first imported. Its matrices are small here: threads that wait for one another at the
# end of each product make it hundreds of times slower on a busy machine, and hardly faster on a calm one.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
