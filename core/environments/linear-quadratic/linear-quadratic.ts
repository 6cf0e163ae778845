import { LabError } from '../../base/errors.ts';
import type { Random } from '../../base/random.ts';
import { circle, line } from '../scene.ts';
import type { Dynamics } from '../simulation.ts';
import { symmetricBox } from '../space.ts';
import type { LinearQuadraticSpec } from '../spec.ts';
import { addProduct, matrixOf, quadraticForm, squareRoot, symmetricOf } from './matrices.ts';

const unbounded = (n: number, name: string) =>
  symmetricBox(
    new Array<number>(n).fill(Infinity),
    Array.from({ length: n }, (_, i) => `${name}${i + 1}`),
  );

/**
 * A linear-quadratic world: x' = A x + B u + w, w ~ N(0, W), from x0 ~ N(m, C). Before the step it pays
 * r(x, u) = -(x'Qx + u'Ru). Never ends; neither states nor actions are bounded. Its soft-optimal control has a closed
 * form, u ~ N(-Kx, alpha/2 (R + gamma B'PB)^-1) (Anderson and Moore, 1990, with the entropy bonus), which is what makes
 * it the yardstick of every method for continuous actions.
 *
 * @throws LabError InvalidInput, `where` naming the matrix: shapes, symmetry, Q, W, C semidefinite, R definite
 */
export function linearQuadratic(spec: LinearQuadraticSpec): Dynamics {
  const n = spec.A.length;
  const m = spec.B[0]?.length ?? 0;
  const a = matrixOf(spec.A, [n, n], 'A');
  const b = matrixOf(spec.B, [n, m], 'B');
  const q = symmetricOf(spec.stateCost, n, { where: 'stateCost', kind: 'semidefinite' });
  const r = symmetricOf(spec.actionCost, m, { where: 'actionCost', kind: 'definite' });
  const noise = squareRoot(
    symmetricOf(spec.processNoiseCovariance, n, { where: 'processNoiseCovariance', kind: 'semidefinite' }),
    n,
  );
  const mean = Float64Array.from(spec.initialMean ?? new Array<number>(n).fill(0));
  if (mean.length !== n)
    throw new LabError('InvalidInput', `There are ${mean.length} numbers for ${n} states.`, {
      where: 'initialMean',
      remedy: 'Give one number for each state.',
    });
  const identity = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)),
  );
  const covariance = symmetricOf(spec.initialCovariance ?? identity, n, {
    where: 'initialCovariance',
    kind: 'semidefinite',
  });
  const spread = squareRoot(covariance, n);
  const next = new Float64Array(n);
  const normals = new Float64Array(n);
  const draw = (random: Random) => {
    for (let i = 0; i < n; i++) normals[i] = random.normal();
    return normals;
  };
  const half = Math.max(
    1,
    ...Array.from({ length: n }, (_, i) => Math.abs(mean[i]) + 3 * Math.sqrt(covariance[i * n + i])),
  );
  const states = unbounded(n, 'x');

  return {
    id: 'linear-quadratic',
    name: 'Linear-quadratic world',
    stateLabels: states.labels,
    observationSpace: states,
    actionSpace: unbounded(m, 'u'),
    rate: 20,
    maxSteps: spec.maxSteps,

    start(state, random) {
      state.set(mean);
      addProduct(spread, draw(random), state);
    },

    advance(state, action, random) {
      const reward = -(quadraticForm(q, state) + quadraticForm(r, action));
      next.fill(0);
      addProduct(a, state, next);
      addProduct(b, action, next);
      addProduct(noise, draw(random), next);
      state.set(next);
      return reward;
    },

    ended: () => false,

    observe: (state, observation) => observation.set(state),

    /** The first two numbers of the state; a single one moves along a line. */
    scene(state) {
      const x = state[0];
      const y = n > 1 ? state[1] : 0;
      return {
        view: { left: -half, right: half, bottom: -half, top: half },
        shapes: [
          line('mark', [-half, 0, half, 0], half / 200),
          line('mark', [0, -half, 0, half], half / 200),
          circle('goal', 0, 0, half / 14),
          circle('agent', x, y, half / 26),
        ],
        handle: { x, y },
      };
    },
  };
}
