import { expect, test, vi } from 'vitest';
import { Random } from '../../base/random.ts';
import {
  createContinuousEnvironment,
  loadMujoco,
  openEnvironment,
  parseContinuousSpec,
  steerPendulum,
  steerReacher,
} from '../index.ts';
import { Simulation } from '../simulation.ts';
import { widthOf } from '../space.ts';
import { playRandomly, randomAction } from '../testing.ts';
import { fingertip } from './reacher.ts';

const mujoco = await loadMujoco();
const ids = ['InvertedPendulum-v5', 'Reacher-v5', 'Hopper-v5', 'HalfCheetah-v5'] as const;
const open = (id: (typeof ids)[number]) => createContinuousEnvironment({ kind: 'mujoco', id });

test('before MuJoCo is loaded a world says so; openEnvironment loads it', async () => {
  vi.resetModules();
  const fresh = await import('../index.ts');
  const spec = fresh.parseEnvironmentSpec({ kind: 'mujoco', id: 'Hopper-v5' });
  expect(() => fresh.openLoadedEnvironment(spec)).toThrow(expect.objectContaining({ code: 'Conflict' }));
  const opened = await fresh.openEnvironment(spec);
  expect(opened.environment.reset(1)).toHaveLength(11);
});

test.each(ids)('%s: widths, limits and rates are Gymnasium’s', (id) => {
  const { observationSpace, actionSpace, dynamics } = open(id);
  const expected = {
    'InvertedPendulum-v5': [4, 1, 3, 1000, 25],
    'Reacher-v5': [10, 2, 1, 50, 50],
    'Hopper-v5': [11, 3, 1, 1000, 125],
    'HalfCheetah-v5': [17, 6, 1, 1000, 20],
  }[id];
  const bound = actionSpace.kind === 'box' ? actionSpace.high[0] : 0;
  expect([widthOf(observationSpace), widthOf(actionSpace), bound, dynamics.maxSteps, dynamics.rate]).toEqual(
    expected,
  );
  expect(dynamics.stateLabels).toHaveLength(mujoco(id).stateWidth);
  expect(dynamics.id).toBe(id);
});

test.each(ids)('%s: simulations that share a model and take turns do not disturb each other', (id) => {
  const alone = playRandomly(open(id), 5, 60);
  const other = open(id);
  other.reset(99);
  const random = Random.fromSeed(7);
  const again = open(id);
  expect(Array.from(again.reset(5))).toEqual(alone.observations[0]);
  alone.actions.forEach((action, t) => {
    const disturbance = other.step(randomAction(other.actionSpace, random));
    other.scene3();
    if (disturbance.terminated || disturbance.truncated) other.reset(t);
    again.step(action);
    expect(Array.from(again.state)).toEqual(alone.states[t + 1]);
  });
});

test.each(ids)('%s: drawing changes nothing', (id) => {
  const simulation = open(id);
  playRandomly(simulation, 3, 12);
  const saved = simulation.save();
  simulation.scene();
  simulation.scene3();
  expect(simulation.save()).toEqual(saved);
});

test('what a state leaves out of MuJoCo’s own is constant: outer forces, and controls, which each step sets', () => {
  const sizes = { 'InvertedPendulum-v5': 28, 'Reacher-v5': 49, 'Hopper-v5': 58, 'HalfCheetah-v5': 91 };
  for (const id of ids) {
    // mjSTATE_INTEGRATION = time, qpos, qvel, warm start, controls, forces on joints (nv) and bodies (6 each).
    const { nq, nv, nu, stateWidth, integrationWidth, bodies } = mujoco(id);
    expect(integrationWidth).toBe(sizes[id]);
    expect(nq).toBe(nv);
    expect(stateWidth + nu + nv + 6 * bodies).toBe(integrationWidth);
  }
});

test('simulations cost no memory of MuJoCo’s, however many come and go', () => {
  for (const id of ids) playRandomly(open(id), 0, 20);
  const before = mujoco('Hopper-v5').memory;
  for (let k = 0; k < 1500; k++) {
    const simulation = open(ids[k % 4]);
    playRandomly(simulation, k, 2);
    simulation.scene3();
  }
  for (const id of ids) expect(mujoco(id).memory).toBe(before);
});

test('states far out of range end with NonFinite or go on finite; nothing starts afresh by itself', () => {
  for (const id of ids)
    for (const size of [1e3, 1e12, 1e200]) {
      const simulation = open(id);
      const state = simulation.resetTo(new Array(mujoco(id).stateWidth).fill(size), 0);
      expect(state).toHaveLength(simulation.observationWidth);
      let failed: unknown = null;
      try {
        simulation.step(new Array(simulation.actionWidth).fill(0));
      } catch (error) {
        failed = error;
      }
      if (failed !== null) expect(failed).toMatchObject({ code: 'NonFinite' });
      else expect(simulation.state[0]).not.toBeLessThan(size);
    }
  // The shared model is none the worse for it.
  expect(playRandomly(open('Hopper-v5'), 5, 30)).toEqual(playRandomly(open('Hopper-v5'), 5, 30));
});

test('hopper: health is z > 0.7, |pitch| < 0.2, everything else within 100', () => {
  const { dynamics } = open('Hopper-v5');
  const standing = new Float64Array(dynamics.stateLabels.length);
  standing[2] = 1.25;
  expect(dynamics.ended(standing)).toBe(false);
  for (const [i, value, ended] of [
    [1, 500, false],
    [2, 0.69, true],
    [2, 0.71, false],
    [3, 0.21, true],
    [3, -0.19, false],
    [5, -101, true],
    [12, 101, true],
    [13, 101, false],
  ] as const) {
    const state = standing.slice();
    state[i] = value;
    expect(dynamics.ended(state)).toBe(ended);
  }
});

test('hopper: observed velocities are held within 10', () => {
  const simulation = open('Hopper-v5');
  const observation = simulation.resetTo([0, 1.25, 0, 0, 0, 0, 12, -15, 3, 0, 0, 11], 0);
  expect(Array.from(observation.slice(5))).toEqual([10, -10, 3, 0, 0, 10]);
});

test('the step in which the pendulum falls pays nothing', () => {
  const simulation = open('InvertedPendulum-v5');
  simulation.resetTo([0, 0.15, 0, 3], 0);
  expect(simulation.step([0])).toMatchObject({ reward: 0, terminated: true });
});

test('the half-cheetah’s back lies where its pose says: turned about y, then moved', () => {
  const simulation = open('HalfCheetah-v5');
  const [x, z, pitch] = [2, 0.1, 0.3];
  simulation.resetTo([x, z, pitch, ...new Array(15).fill(0)], 0);
  const back = simulation.scene3()?.solids.find(({ role }) => role === 'agent');
  if (back?.kind !== 'capsule') throw new Error('the back is a capsule');
  const [dx, dz] = [0.5 * Math.cos(pitch), -0.5 * Math.sin(pitch)];
  const [rear, front] = [back.from, back.to].toSorted((a, b) => a[0] - b[0]);
  expect(rear).toEqual([x - dx, 0, 0.7 + z - dz].map((value) => expect.closeTo(value, 12)));
  expect(front).toEqual([x + dx, 0, 0.7 + z + dz].map((value) => expect.closeTo(value, 12)));
});

test('the reacher’s fingertip is where MuJoCo draws it, and its target in the disc', () => {
  const reacher = open('Reacher-v5');
  for (let seed = 0; seed < 40; seed++) {
    playRandomly(reacher, seed, 15);
    const { solids, handle } = reacher.scene3()!;
    const tip = solids.find(({ role }) => role === 'agent');
    const [, shoulder, elbow, x, y] = reacher.state;
    const { x: tx, y: ty } = fingertip(shoulder, elbow);
    if (tip?.kind !== 'sphere') throw new Error('the fingertip is a ball');
    expect(tip.centre[0]).toBeCloseTo(tx, 12);
    expect(tip.centre[1]).toBeCloseTo(ty, 12);
    expect(handle[0]).toBeCloseTo(tx, 12);
    expect(Math.hypot(x, y)).toBeLessThan(0.2);
  }
});

test.each(ids)('%s: the scene in space is finite plain data, and its flat picture shows the same', (id) => {
  const simulation = open(id);
  playRandomly(simulation, 2, 25);
  const scene = simulation.scene3()!;
  expect(JSON.parse(JSON.stringify(scene))).toEqual(scene);
  expect(scene.solids.length).toBeGreaterThan(2);
  expect(scene.solids.some(({ role }) => role === 'agent')).toBe(true);
  const flat = simulation.scene();
  const origin = flat.camera?.x ?? 0;
  expect(flat.handle.x + origin).toBeCloseTo(scene.handle[0], 12);
});

test('a start may be given as positions and velocities alone', () => {
  const simulation = open('Hopper-v5');
  const given = [0, 1.2, 0.1, -0.1, 0, 0.2, 0, 0, 0, 1, 0, -1];
  simulation.resetTo(given, 0);
  expect(Array.from(simulation.state)).toEqual([0, ...given, ...new Array(6).fill(0)]);
  expect(() => simulation.resetTo([...given, 0], 0)).toThrow(expect.objectContaining({ where: 'state' }));
});

test('flat worlds have no scene in space', () => {
  const simulation = new Simulation(createContinuousEnvironment({ kind: 'four-goals' }).dynamics);
  simulation.reset(0);
  expect(simulation.scene3()).toBeNull();
});

test.each([
  ['InvertedPendulum-v5', 0.01, 0.01],
  ['Reacher-v5', 0.1, 0.005],
  ['Hopper-v5', 0.005, 0.005],
  ['HalfCheetah-v5', 0.1, Infinity],
] as const)('%s: starts fill Gymnasium’s ranges', (id, position, velocity) => {
  const simulation = open(id);
  const { nq, nv, initialPositions } = mujoco(id);
  const free = id === 'Reacher-v5' ? 2 : nq;
  const positions: number[] = [];
  const velocities: number[] = [];
  for (let seed = 0; seed < 200; seed++) {
    simulation.reset(seed);
    const { state } = simulation;
    for (let i = 0; i < free; i++) {
      positions.push(state[1 + i] - initialPositions[i]);
      velocities.push(state[1 + nq + i]);
    }
    expect(state[0]).toBe(0);
    expect(Array.from(state.subarray(1 + nq + nv))).toEqual(new Array(nv).fill(0));
  }
  const most = (values: number[]) => Math.max(...values.map(Math.abs));
  expect(most(positions)).toBeLessThanOrEqual(position);
  expect(most(positions)).toBeGreaterThan(0.95 * position);
  if (velocity < Infinity) {
    expect(most(velocities)).toBeLessThanOrEqual(velocity);
    expect(most(velocities)).toBeGreaterThan(0.95 * velocity);
  } else {
    const variance = velocities.reduce((sum, v) => sum + v * v, 0) / velocities.length;
    expect(Math.sqrt(variance)).toBeGreaterThan(0.095);
    expect(Math.sqrt(variance)).toBeLessThan(0.105);
  }
});

test('steering the reacher: the fingertip comes to the pointer and stays', () => {
  const reacher = open('Reacher-v5');
  for (const pointer of [
    { x: 0.1, y: 0.1 },
    { x: -0.12, y: 0.05 },
    { x: 0.02, y: -0.15 },
  ]) {
    reacher.reset(4);
    for (let t = 0; t < 49; t++) reacher.step(steerReacher(pointer, reacher.state));
    const [, shoulder, elbow] = reacher.state;
    const tip = fingertip(shoulder, elbow);
    expect(Math.hypot(tip.x - pointer.x, tip.y - pointer.y)).toBeLessThan(0.02);
  }
});

test('steering the pendulum: the cart goes where the pointer is, and the pole stays upright', () => {
  const pendulum = open('InvertedPendulum-v5');
  pendulum.reset(4);
  for (const x of [0.5, -0.7, 5]) {
    let result = pendulum.step([0]);
    for (let t = 0; t < 200; t++) {
      result = pendulum.step(steerPendulum({ x }, pendulum.state));
      expect(result.terminated).toBe(false);
    }
    expect(pendulum.state[1]).toBeCloseTo(Math.min(x, 0.8), 1);
  }
});

test('a spec is complete without MuJoCo, and only the four ids exist', async () => {
  expect(parseContinuousSpec({ kind: 'mujoco', id: 'Reacher-v5' })).toEqual({
    kind: 'mujoco',
    id: 'Reacher-v5',
  });
  expect(() => parseContinuousSpec({ kind: 'mujoco', id: 'Ant-v5' })).toThrow(
    expect.objectContaining({ code: 'InvalidInput', where: 'id' }),
  );
  expect((await openEnvironment({ kind: 'mujoco', id: 'Reacher-v5' })).kind).toBe('continuous');
});
