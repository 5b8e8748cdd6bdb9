"""``python -m zhijian``."""

from zhijian.cli import main

main()
