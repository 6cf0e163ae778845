"""Writes tests/golden/mujoco.json: what MuJoCo itself and Gymnasium do, for the worlds of core/environments/mujoco.

`ours` are episodes of the models written here, in MuJoCo's own Python binding (native code). `gymnasium` are transitions
of Gymnasium's v5 environments, each from the positions and velocities it records, with a cold solver. Run from the
repository's root: python bench/peers/mujoco_golden.py  (pip install gymnasium==1.3.0 mujoco==3.14.0 imageio packaging)
"""
import json
import math
import subprocess

import gymnasium
import mujoco
import numpy as np

READ_MODELS = "import { mujocoModels } from './core/environments/mujoco/models/index.ts'; console.log(JSON.stringify(mujocoModels))"
# Steps of an episode of ours; frame skip; how strongly the actions sway.
TASKS = {
    "InvertedPendulum-v5": (30, 2, 0.04),
    "Reacher-v5": (30, 2, 0.5),
    "Hopper-v5": (30, 4, 0.7),
    "HalfCheetah-v5": (30, 5, 0.8),
}


def models():
    text = subprocess.check_output(["npx", "node", "--input-type=module", "-e", READ_MODELS])
    return json.loads(text)


def actions(random, steps, width, strength):
    """Smooth actions, some of them beyond the box, all exact in float32."""
    phase = random.uniform(0, 2 * math.pi, width)
    speed = random.uniform(0.1, 0.6, width)
    swings = [strength * np.sin(phase + speed * t) + 0.5 * strength * random.standard_normal(width) for t in range(steps)]
    return np.array(swings).astype(np.float32).astype(np.float64)


def start(random, model, id):
    """A start a little off the model's own."""
    spread = 0.01 if id == "InvertedPendulum-v5" else 0.1
    qpos = model.qpos0 + random.uniform(-spread, spread, model.nq)
    qvel = random.uniform(-spread, spread, model.nv)
    if id == "Reacher-v5":
        qpos[2:] = random.uniform(-0.13, 0.13, 2)
        qvel[2:] = 0
    return qpos, qvel


def ours(id, mjcf, random):
    """One episode: states [time, qpos, qvel, warm start] before and after every step."""
    steps, skip, strength = TASKS[id]
    model = mujoco.MjModel.from_xml_string(mjcf)
    data = mujoco.MjData(model)
    data.qpos[:], data.qvel[:] = start(random, model, id)
    chosen = actions(random, steps, model.nu, strength)
    state = lambda: [data.time, *data.qpos, *data.qvel, *data.qacc_warmstart]
    states = [state()]
    for action in chosen:
        data.ctrl[:] = action
        mujoco.mj_step(model, data, nstep=skip)
        states.append(state())
    return {"actions": chosen.tolist(), "states": states}


def gymnasium_transitions(id, random):
    """Two episodes of Gymnasium's. Actions are given in float64: in float32 it would round the rewards."""
    steps, _, strength = TASKS[id]
    environment = gymnasium.make(id).unwrapped
    environment.reset(seed=0)
    episodes = []
    for length in (steps // 2, steps // 2):
        qpos, qvel = start(random, environment.model, id)
        mujoco.mj_resetData(environment.model, environment.data)
        environment.set_state(qpos, qvel)
        episode = {"qpos": [qpos.tolist()], "qvel": [qvel.tolist()], "actions": [], "observations": [],
                   "rewards": [], "terminated": []}
        episode["observations"].append(environment._get_obs().tolist())
        for action in actions(random, length, environment.model.nu, strength):
            observation, reward, terminated, _, _ = environment.step(action)
            episode["actions"].append(action.tolist())
            episode["observations"].append(observation.tolist())
            episode["rewards"].append(float(reward))
            episode["terminated"].append(bool(terminated))
            episode["qpos"].append(environment.data.qpos.tolist())
            episode["qvel"].append(environment.data.qvel.tolist())
            if terminated:
                break
        episodes.append(episode)
    return episodes


def main():
    random = np.random.default_rng(2026)
    golden = {
        "generator": "bench/peers/mujoco_golden.py",
        "versions": {"mujoco": mujoco.__version__, "gymnasium": gymnasium.__version__},
        "ours": {id: ours(id, mjcf, random) for id, mjcf in models().items()},
        "gymnasium": {id: gymnasium_transitions(id, random) for id in TASKS},
    }
    with open("tests/golden/mujoco.json", "w") as file:
        json.dump(golden, file, separators=(",", ":"))
        file.write("\n")


main()
