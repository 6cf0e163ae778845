import { LabError } from '../../base/errors.ts';
import { type MujocoId, mujocoModels } from './models/index.ts';
import { Physics } from './physics.ts';

/** The models of a loaded MuJoCo, each compiled when first asked for and kept: what is never freed stays small. */
export type Mujoco = (id: MujocoId) => Physics;

let loading: Promise<Mujoco> | null = null;
let loaded: Mujoco | null = null;

/**
 * Loads MuJoCo (WebAssembly, 10 MB) into this thread or page, once; asking again is free, after a failure it tries again.
 * Pages need a policy with `wasm-unsafe-eval`.
 *
 * @throws LabError `Internal` where it cannot be loaded
 */
export function loadMujoco(): Promise<Mujoco> {
  loading ??= load().catch((cause: unknown) => {
    loading = null;
    throw new LabError('Internal', `MuJoCo could not be loaded: ${String(cause)}.`, {
      kept: 'Everything else goes on.',
      remedy: 'Install the packages again (npm ci) and restart.',
      cause,
    });
  });
  return loading;
}

/**
 * MuJoCo, for callers that cannot wait.
 *
 * @throws LabError `Conflict` before {@link loadMujoco} has finished
 */
export function loadedMujoco(): Mujoco {
  if (loaded === null)
    throw new LabError('Conflict', 'MuJoCo is not loaded yet.', {
      remedy: 'Open the environment with openEnvironment, which loads it first.',
    });
  return loaded;
}

async function load(): Promise<Mujoco> {
  const { default: instantiate } = await import('@mujoco/mujoco');
  const mujoco = await instantiate();
  const made = new Map<MujocoId, Physics>();
  loaded = (id) => {
    const physics = made.get(id) ?? new Physics(mujoco, mujocoModels[id]);
    made.set(id, physics);
    return physics;
  };
  return loaded;
}
