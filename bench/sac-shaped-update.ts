/** The network work of one update of soft actor-critic, on made-up transitions: what bench/networks.ts times. */
import { Random } from '../core/base/random.ts';
import { adamDefaults, type Engine, squaredError } from '../core/networks/index.ts';

const discount = 0.99;
const temperature = 0.2;
const adam = adamDefaults(3e-4);

/** An actor, two critics, two targets and one batch; every call of what comes back is one whole update. */
export function createUpdate({
  engine,
  observations,
  actions,
  width,
  rows,
}: {
  readonly engine: Engine;
  readonly observations: number;
  readonly actions: number;
  readonly width: number;
  readonly rows: number;
}): () => void {
  const random = Random.fromSeed(1);
  const normals = (count: number) => Float32Array.from({ length: count }, () => random.normal());
  const network = (inputs: number, outputs: number, seed: number) =>
    engine.create({
      shape: { inputs, hidden: [width, width], outputs, activation: 'relu' },
      seed,
      outputScale: 1,
    });
  const joint = observations + actions;
  const actor = network(observations, 2 * actions, 1);
  const critics = [network(joint, 1, 2), network(joint, 1, 3)];
  const targets = [network(joint, 1, 2), network(joint, 1, 3)];
  const [state, next] = [normals(rows * observations), normals(rows * observations)];
  const taken = join(state, normals(rows * actions).map(Math.tanh), rows);
  const reward = normals(rows);

  return () => {
    const after = sample(actor.predict(next, rows), normals(rows * actions), rows);
    const ahead = join(next, after.action, rows);
    const [t1, t2] = targets.map((target) => target.predict(ahead, rows));
    const y = reward.map(
      (r, i) => r + discount * (Math.min(t1[i], t2[i]) - temperature * after.logDensity[i]),
    );
    for (const critic of critics) {
      critic.backwardWeights(squaredError(critic.forward(taken, rows), y).gradient);
      critic.adamStep(adam);
    }

    const now = sample(actor.forward(state, rows), normals(rows * actions), rows);
    const here = join(state, now.action, rows);
    const [q1, q2] = critics.map((critic) => critic.forward(here, rows));
    const byInputs = [
      critics[0].backwardInputs(q1.map((q, i) => (q <= q2[i] ? -1 / rows : 0))),
      critics[1].backwardInputs(q2.map((q, i) => (q < q1[i] ? -1 / rows : 0))),
    ];
    const byAction = (i: number, j: number) => {
      const at = i * joint + observations + j;
      return byInputs[0][at] + byInputs[1][at];
    };
    actor.backwardWeights(throughSample(now, byAction, rows));
    actor.adamStep(adam);
    targets.forEach((target, i) => {
      target.track(critics[i], 0.005);
    });
  };
}

interface Sampled {
  readonly action: Float32Array;
  readonly logDensity: Float32Array;
  readonly noise: Float32Array;
  readonly deviation: Float32Array;
}

/** a = tanh(μ + σ ε) with the network's outputs (μ, log σ); log density with the correction for tanh. */
function sample(outputs: Float32Array, noise: Float32Array, rows: number): Sampled {
  const actions = noise.length / rows;
  const action = new Float32Array(noise.length);
  const deviation = new Float32Array(noise.length);
  const logDensity = new Float32Array(rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < actions; j++) {
      const at = i * actions + j;
      const logDeviation = outputs[2 * i * actions + actions + j];
      deviation[at] = Math.exp(logDeviation);
      action[at] = Math.tanh(outputs[2 * i * actions + j] + deviation[at] * noise[at]);
      logDensity[i] -= noise[at] ** 2 / 2 + logDeviation + 0.9189385 + Math.log(1 - action[at] ** 2 + 1e-6);
    }
  }
  return { action, logDensity, noise, deviation };
}

/** ∂/∂(μ, log σ) of the mean of temperature · log density - Q, the slope of -Q by the action being given. */
function throughSample(
  { action, noise, deviation }: Sampled,
  byAction: (i: number, j: number) => number,
  rows: number,
): Float32Array {
  const actions = noise.length / rows;
  const gradient = new Float32Array(2 * noise.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < actions; j++) {
      const at = i * actions + j;
      const entropy = (2 * temperature * action[at]) / rows;
      const byMean = entropy + byAction(i, j) * (1 - action[at] ** 2);
      gradient[2 * i * actions + j] = byMean;
      gradient[2 * i * actions + actions + j] = byMean * deviation[at] * noise[at] - temperature / rows;
    }
  }
  return gradient;
}

/** Two batches side by side: [rows x (a + b)]. */
function join(a: Float32Array, b: Float32Array, rows: number): Float32Array {
  const [left, right] = [a.length / rows, b.length / rows];
  const both = new Float32Array(a.length + b.length);
  for (let i = 0; i < rows; i++) {
    both.set(a.subarray(i * left, (i + 1) * left), i * (left + right));
    both.set(b.subarray(i * right, (i + 1) * right), i * (left + right) + left);
  }
  return both;
}
