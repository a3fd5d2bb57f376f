"""What differs between two versions: ten times as long a text takes less than its square."""

from bench._measuring import cpu_seconds
from confapp.questions.comparing import differences

SHORT, LONG = 35, 350
MOST_TIMES = 40


def main() -> None:
    short, long = _versions(SHORT), _versions(LONG)
    compare = differences.__wrapped__
    briefly, at_length = cpu_seconds(lambda: compare(*short), lambda: compare(*long))
    times = at_length / briefly
    print(
        f"comparing\t{1000 * at_length:.0f} ms for {LONG} lines, "
        f"{times:.0f} times {SHORT} lines (at most {MOST_TIMES})"
    )
    if times > MOST_TIMES:
        raise SystemExit(1)


def _versions(lines: int) -> tuple[str, str]:
    text = "\n".join(
        f"Căn cứ khoản {n % 7} Điều {n % 50}, đề nghị Sở rà soát hồ sơ" for n in range(lines)
    )
    return text, text.replace("Điều 4", "Điều 5")


if __name__ == "__main__":
    main()
