"""``python -m zhijian``, and the program ``zhijian``: light, as every child process of a crawl loads it anew."""


def run() -> None:
    """The command line."""
    from zhijian.cli import main

    main()


if __name__ == "__main__":
    run()
