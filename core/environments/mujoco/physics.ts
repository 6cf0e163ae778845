import type { MainModule, MjData, MjModel } from '@mujoco/mujoco';

/**
 * One compiled model with MuJoCo's work space beside it. Nothing is remembered from one step to the next: a step reads
 * all it needs from the state it is given, so any number of simulations share one of these.
 *
 * A state is [time, qpos (nq), qvel (nv), warm start (nv)], float64. The warm start is the last acceleration, from which
 * the solver of contacts sets out: without it a resumed episode would differ in its last bits. This is MuJoCo's
 * mjSTATE_INTEGRATION without what never changes in these models (outer forces) and what each step sets (controls).
 */
export class Physics {
  readonly nq: number;
  readonly nv: number;
  readonly nu: number;
  /** 1 + nq + 2 nv. */
  readonly stateWidth: number;
  /** How many bodies there are, the world among them. */
  readonly bodies: number;
  /** How many numbers mjSTATE_INTEGRATION has. */
  readonly integrationWidth: number;
  /** [nq] the positions of the model as it is written. */
  readonly initialPositions: readonly number[];
  /** What the model consists of, for drawing. */
  readonly geoms: readonly Geom[];
  readonly #mujoco: MainModule;
  readonly #model: MjModel;
  readonly #data: MjData;
  #views: Views;

  /** @param mjcf a model whose memory is small and whose plain joints make qpos and qvel equally long */
  constructor(mujoco: MainModule, mjcf: string) {
    this.#mujoco = mujoco;
    this.#model = mujoco.MjModel.from_xml_string(mjcf);
    this.#data = new mujoco.MjData(this.#model);
    const { nq, nv, nu, nbody } = this.#model;
    this.nq = nq;
    this.nv = nv;
    this.nu = nu;
    this.bodies = nbody;
    this.integrationWidth = mujoco.mj_stateSize(this.#model, mujoco.mjtState.mjSTATE_INTEGRATION.value);
    this.stateWidth = 1 + nq + 2 * nv;
    this.initialPositions = Array.from(this.#model.qpos0 as Float64Array);
    this.geoms = readGeoms(this.#model);
    this.#views = viewsOf(this.#data);
  }

  /**
   * Advances a state in place by `substeps` time steps of the model under constant controls.
   *
   * @param state [stateWidth]
   * @param controls [nu] clipped to the motors' ranges by MuJoCo
   */
  advance(state: Float64Array, controls: ArrayLike<number>, substeps: number): void {
    const views = this.#place(state);
    views.controls.set(controls);
    for (let k = 0; k < substeps; k++) this.#mujoco.mj_step(this.#model, this.#data);
    const { nq, nv } = this;
    const after = this.#current();
    state[0] = this.#data.time;
    state.set(after.positions, 1);
    state.set(after.velocities, 1 + nq);
    state.set(after.warmStart, 1 + nq + nv);
  }

  /** Where the geoms are in a state: calls back with each one's number, position [3] and rotation matrix [9], by rows. */
  poses(
    state: Float64Array,
    each: (geom: Geom, position: ArrayLike<number>, rotation: ArrayLike<number>) => void,
  ): void {
    this.#place(state);
    this.#mujoco.mj_kinematics(this.#model, this.#data);
    const positions = this.#data.geom_xpos as Float64Array;
    const rotations = this.#data.geom_xmat as Float64Array;
    this.geoms.forEach((geom, k) => {
      each(geom, positions.subarray(3 * k, 3 * k + 3), rotations.subarray(9 * k, 9 * k + 9));
    });
  }

  /** How many bytes MuJoCo's memory has; it only grows. */
  get memory(): number {
    return this.#current().positions.buffer.byteLength;
  }

  #place(state: Float64Array): Views {
    const { nq, nv } = this;
    const views = this.#current();
    this.#data.time = state[0];
    for (let i = 0; i < nq; i++) views.positions[i] = state[1 + i];
    for (let i = 0; i < nv; i++) views.velocities[i] = state[1 + nq + i];
    for (let i = 0; i < nv; i++) views.warmStart[i] = state[1 + nq + nv + i];
    return views;
  }

  /** Views go blank when the memory grows; then they are taken anew. */
  #current(): Views {
    if (this.#views.positions.length === 0) this.#views = viewsOf(this.#data);
    return this.#views;
  }
}

/** A piece of a model, with the name that the model gives it. */
export interface Geom {
  readonly name: string;
  readonly shape: 'plane' | 'sphere' | 'capsule' | 'cylinder';
  /** Radius, m; of a plane 0. */
  readonly radius: number;
  /** Half the length along its own z axis, m; of planes and spheres 0. */
  readonly half: number;
}

interface Views {
  readonly positions: Float64Array;
  readonly velocities: Float64Array;
  readonly warmStart: Float64Array;
  readonly controls: Float64Array;
}

const viewsOf = (data: MjData): Views => ({
  positions: data.qpos,
  velocities: data.qvel,
  warmStart: data.qacc_warmstart,
  controls: data.ctrl,
});

/** MuJoCo's numbers of the shapes (mjtGeom) that the models use. */
const shapes: Readonly<Record<number, Geom['shape']>> = {
  0: 'plane',
  2: 'sphere',
  3: 'capsule',
  5: 'cylinder',
};

function readGeoms(model: MjModel): readonly Geom[] {
  return Array.from(model.geom_type as Int32Array, (type, k) => {
    const accessor = model.geom(k);
    const name = accessor.name;
    accessor.delete();
    const [radius, half] = (model.geom_size as Float64Array).subarray(3 * k, 3 * k + 2);
    const shape = shapes[type];
    if (shape === undefined) throw new TypeError(`geom ${name} has a shape that nobody draws`);
    return {
      name,
      shape,
      radius: shape === 'plane' ? 0 : radius,
      half: shape === 'capsule' || shape === 'cylinder' ? half : 0,
    };
  });
}
