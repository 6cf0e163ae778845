"""Steps per second of Gymnasium's own simulators, random actions, episodes reset as they end; `--json` for machines.

As bench/environments.ts does: actions are drawn before the clock starts; the best of five batches of at least 60 ms of
processor time. Each task is measured as `gymnasium.make` gives it (order and passive checks, time limit), and bare with its
time limit alone.
"""

import json
import platform
import sys
import time

import gymnasium
from gymnasium.wrappers import TimeLimit

CLASSIC = ["CartPole-v1", "Pendulum-v1", "MountainCar-v0", "MountainCarContinuous-v0", "Acrobot-v1"]
MUJOCO = ["InvertedPendulum-v5", "Reacher-v5", "Hopper-v5", "HalfCheetah-v5"]
PREPARED = 1024


def steps_per_second(env):
    env.action_space.seed(1)
    actions = [env.action_space.sample() for _ in range(PREPARED)]
    env.reset(seed=0)
    best = 0.0
    for _ in range(5):
        steps, elapsed, start = 0, 0.0, time.process_time()
        while elapsed < 0.06:
            for action in actions:
                _, _, terminated, truncated, _ = env.step(action)
                if terminated or truncated:
                    env.reset()
            steps += PREPARED
            elapsed = time.process_time() - start
        best = max(best, steps / elapsed)
    return best


def measure(name):
    made = gymnasium.make(name)
    bare = TimeLimit(gymnasium.make(name).unwrapped, made.spec.max_episode_steps)
    return {"task": name, "made": steps_per_second(made), "bare": steps_per_second(bare)}


def main():
    results = []
    for name in CLASSIC + MUJOCO:
        try:
            results.append(measure(name))
        except gymnasium.error.DependencyNotInstalled as missing:
            print(f"{name} left out: {missing}", file=sys.stderr)
    if "--json" in sys.argv:
        print(json.dumps({"gymnasium": gymnasium.__version__, "python": platform.python_version(), "steps": results}))
        return
    print(f"Gymnasium {gymnasium.__version__}, Python {platform.python_version()}")
    print(f"{'task':<26}{'gymnasium.make':>18}{'bare':>14}   steps/s")
    for one in results:
        print(f"{one['task']:<26}{one['made']:>18,.0f}{one['bare']:>14,.0f}")


if __name__ == "__main__":
    main()
