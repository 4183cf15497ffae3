"""`python -m bot`: the same as `passerelle`."""

from bot.cli import main

if __name__ == "__main__":
    main()
