"""The public agenda page, signed out and warm, against a bare Flask hello: at least half of it."""

from bench._serving import Asked, ask, confapp, hello, rates

AT_LEAST = 0.5
PAGE = "/tap-huan-13-11-2025/agenda"


def main() -> None:
    with confapp() as ours, hello() as bare:
        _head, body = ask(Asked(ours, PAGE))
        page, greeting = rates(Asked(ours, PAGE), Asked(bare, "/"))
    ratio = page / greeting
    print(
        f"agenda\t{ratio:.2f} of a bare hello (at least {AT_LEAST}); "
        f"{page:.0f} and {greeting:.0f} a second, {len(body):,} bytes"
    )
    if ratio < AT_LEAST:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
