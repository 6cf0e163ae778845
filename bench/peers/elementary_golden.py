"""Writes tests/golden/elementary.json: sin, cos and log of doubles, rounded once from 60 digits (pip install mpmath)."""

import json
import pathlib
import random

import mpmath

mpmath.mp.dps = 60
draw = random.Random(1)
near_quarters = [k * 1.5707963267948966 for k in (1, 2, 3, 7, 22, 355, 103993)]
angles = near_quarters + [draw.uniform(-7, 7) for _ in range(60)] + [draw.uniform(-1e6, 1e6) for _ in range(40)]
angles += [draw.uniform(-0.8, 0.8) for _ in range(40)] + [10.0 ** -k for k in (3, 8, 20)]
numbers = [draw.uniform(0.5, 2) for _ in range(40)] + [2.0 ** draw.uniform(-1020, 1020) for _ in range(40)]
numbers += [1 + draw.uniform(-1e-5, 1e-5) for _ in range(20)] + [5e-324, 2.0 ** -1060, 1.7976931348623157e308]
rounded = lambda function, values: [[x, float(function(mpmath.mpf(x)))] for x in values]
golden = {
    "what": "[x, f(x)] pairs: f(x) is the double nearest to the true value, by mpmath at 60 digits.",
    "sin": rounded(mpmath.sin, angles),
    "cos": rounded(mpmath.cos, angles),
    "log": rounded(mpmath.log, numbers),
}
path = pathlib.Path(__file__).parents[2] / "tests/golden/elementary.json"
path.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
