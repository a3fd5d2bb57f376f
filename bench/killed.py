"""A thousand certificates, with ten kills of a worker on the way."""

from bench import _thousand

KILLS = 10


def main() -> None:
    _thousand.main(kills=KILLS)


if __name__ == "__main__":
    main()
