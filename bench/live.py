"""A live fragment that has not changed (304), against a bare Flask hello: at least 0.8 of it."""

import re

from bench._serving import Asked, ask, confapp, hello, rates

AT_LEAST = 0.8
FRAGMENT = "/tap-huan-13-11-2025/agenda/live?lang=vi"


def main() -> None:
    with confapp() as ours, hello() as bare:
        head, _body = ask(Asked(ours, FRAGMENT))
        etag = re.search(rb"(?im)^ETag: (.+?)\r$", head)
        if etag is None:
            raise SystemExit("the fragment has no ETag")
        fragment, greeting = rates(Asked(ours, FRAGMENT, etag[1].decode()), Asked(bare, "/"))
    ratio = fragment / greeting
    print(
        f"live\t{ratio:.2f} of a bare hello (at least {AT_LEAST}); "
        f"{fragment:.0f} and {greeting:.0f} a second"
    )
    if ratio < AT_LEAST:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
