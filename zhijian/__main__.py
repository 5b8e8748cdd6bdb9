"""``python -m zhijian``, and the program ``zhijian``: light, as every child process of a crawl loads it anew."""

import gc
import sys


def run() -> None:
    """The command line. Before all else the server of workers begins to load, where they will be wanted."""
    if sys.argv[1:2] == ["screen"]:
        from zhijian.processes import OBJECTS, load_ahead

        gc.set_threshold(OBJECTS)
        if not {"--help", "ray", "--engine=ray"}.intersection(sys.argv):
            load_ahead("zhijian.loaded")
    from zhijian.cli import main

    try:
        main()
    finally:
        gc.freeze()  # the end of a process looks for garbage three times over: a quarter of a second where there are many objects


if __name__ == "__main__":
    run()
