"""One update of soft actor-critic in stable-baselines3 on one thread, ms; `--json` for machines.

The same update as bench/sac-update.ts: 17 observations, 6 actions, twin critics with targets, temperature 0.2, and the
same three sizes. stable-baselines3 also draws the batch from its replay memory, which ours does not time.
"""

import json
import platform
import sys
import time

import gymnasium
import numpy as np
import stable_baselines3
import torch
from gymnasium.spaces import Box
from stable_baselines3 import SAC
from stable_baselines3.common.logger import configure

OBSERVATIONS, ACTIONS = 17, 6
SIZES = [(64, 64), (64, 256), (256, 256)]


class Nowhere(gymnasium.Env):
    """Spaces of the right size; nothing is ever stepped."""

    observation_space = Box(-np.inf, np.inf, (OBSERVATIONS,), np.float32)
    action_space = Box(-1, 1, (ACTIONS,), np.float32)

    def reset(self, *, seed=None, options=None):
        return np.zeros(OBSERVATIONS, np.float32), {}

    def step(self, action):
        return np.zeros(OBSERVATIONS, np.float32), 0.0, False, False, {}


def milliseconds(width, batch):
    """The best of five batches of updates, each of at least 0.3 s of processor time."""
    model = SAC("MlpPolicy", Nowhere(), learning_rate=3e-4, batch_size=batch, ent_coef=0.2, buffer_size=4096,
                policy_kwargs={"net_arch": [width, width]}, device="cpu", seed=1)
    model.set_logger(configure(None, []))
    rng = np.random.default_rng(1)
    for _ in range(4096):
        before, after = rng.normal(size=(2, 1, OBSERVATIONS)).astype(np.float32)
        action = np.tanh(rng.normal(size=(1, ACTIONS))).astype(np.float32)
        model.replay_buffer.add(before, after, action, rng.normal(size=1), np.zeros(1), [{}])
    model.train(gradient_steps=20, batch_size=batch)
    best = float("inf")
    for _ in range(5):
        updates, elapsed, start = 0, 0.0, time.process_time()
        while elapsed < 0.3:
            model.train(gradient_steps=5, batch_size=batch)
            updates += 5
            elapsed = time.process_time() - start
        best = min(best, 1000 * elapsed / updates)
    return best


def main():
    torch.set_num_threads(1)
    results = [{"width": width, "batch": batch, "ms": milliseconds(width, batch)} for width, batch in SIZES]
    versions = {"stable-baselines3": stable_baselines3.__version__, "torch": torch.__version__,
                "python": platform.python_version()}
    if "--json" in sys.argv:
        print(json.dumps({**versions, "updates": results}))
        return
    print(", ".join(f"{name} {version}" for name, version in versions.items()))
    for one in results:
        print(f"2x{one['width']}, batch {one['batch']:<4}{one['ms']:>10.2f} ms")


if __name__ == "__main__":
    main()
