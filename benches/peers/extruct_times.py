"""How long extruct takes for the pages that Pinfold is measured on: one JSON object a line, {peer, page, ms}.

Only the syntaxes that lxml alone reads: the others go through a second parser. What it cannot read, it prints nothing for.
"""

import json
import sys
import time

import extruct

SYNTAXES = ["microdata", "json-ld", "opengraph"]


def best_of(html: str, url: str, passes: int) -> float | None:
    """The fastest of several passes, in milliseconds; None where the page is refused."""
    times = []
    for _ in range(passes):
        start = time.perf_counter()
        try:
            extruct.extract(html, base_url=url, syntaxes=SYNTAXES)
        except Exception:  # whatever it raises, it has not read the page
            return None
        times.append((time.perf_counter() - start) * 1e3)
    return min(times)


def main() -> None:
    """Reads the list of pages named on the command line."""
    with open(sys.argv[1], encoding="utf-8") as pages:
        for line in filter(str.strip, pages):
            page = json.loads(line)
            with open(page["file"], encoding="utf-8", errors="replace") as file:
                html = file.read()
            best = best_of(html, page["url"], int(sys.argv[2]))
            if best is not None:
                print(json.dumps({"peer": "extruct", "page": page["file"], "ms": best}), flush=True)


main()
