/** One update of soft actor-critic as one writes it in TensorFlow.js: its operations, its own gradients, its own Adam. */
import type { Scalar, Tensor, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { TensorFlowEngine } from '../core/networks/index.ts';
import type { MadeUp, UpdateSize } from './sac-update.ts';

type TensorFlow = TensorFlowEngine['loaded']['tf'];
type Gradients = Parameters<ReturnType<TensorFlow['train']['adam']>['applyGradients']>[0];
const [discount, rate, stepSize, targetEntropyPerAction] = [0.99, 0.005, 1e-3, -1];

interface Mlp {
  readonly weights: readonly Variable[];
  readonly biases: readonly Variable[];
}

/** Every call of what comes back is one whole update, its result read so that nothing is left to be done. */
export function tensorFlowUpdate(
  { tf }: { readonly tf: TensorFlow },
  size: UpdateSize,
  data: MadeUp,
): () => void {
  const { observations: n, actions: m, width, rows } = size;
  const actor = mlp(tf, [n, width, width, 2 * m], true);
  const critics = [1, 2].map(() => mlp(tf, [n + m, width, width, 1], true));
  const targets = critics.map((critic) => copyOf(tf, critic));
  const logTemperature = tf.variable(tf.scalar(Math.log(0.2)), true);
  const [actorAdam, criticAdam, temperatureAdam] = [1, 2, 3].map(() => tf.train.adam(stepSize));
  const variablesOf = ({ weights, biases }: Mlp) => [...weights, ...biases];

  const step = () => {
    const temperature = tf.exp(logTemperature) as Scalar;
    const state = tf.tensor2d(data.observations, [rows, n]);
    const next = tf.tensor2d(data.nextObservations, [rows, n]);
    const action = tf.tensor2d(data.actions, [rows, m]);
    const reward = tf.tensor2d(data.rewards, [rows, 1]);
    const goesOn = tf.sub(1, tf.tensor2d(data.terminated, [rows, 1]));

    const after = sample(tf, forward(tf, actor, next), m);
    const ahead = tf.concat([next, after.action], 1) as Tensor2D;
    const [t1, t2] = targets.map((target) => forward(tf, target, ahead));
    const value = tf.sub(tf.minimum(t1, t2), tf.mul(temperature, after.logDensity));
    const y = tf.add(reward, tf.mul(discount, tf.mul(goesOn, value)));

    const taken = tf.concat([state, action], 1) as Tensor2D;
    const criticGradients = tf.variableGrads(() => {
      const losses = critics.map((critic) =>
        tf.mul(0.5, tf.mean(tf.square(tf.sub(forward(tf, critic, taken), y)))),
      );
      return tf.add(losses[0], losses[1]) as Scalar;
    }, critics.flatMap(variablesOf));
    criticAdam.applyGradients(criticGradients.grads as Gradients);

    let entropy: Tensor = tf.scalar(0);
    const actorGradients = tf.variableGrads(() => {
      const now = sample(tf, forward(tf, actor, state), m);
      const here = tf.concat([state, now.action], 1) as Tensor2D;
      const [q1, q2] = critics.map((critic) => forward(tf, critic, here));
      entropy = tf.keep(tf.neg(tf.mean(now.logDensity)));
      return tf.mean(tf.sub(tf.mul(temperature, now.logDensity), tf.minimum(q1, q2))) as Scalar;
    }, variablesOf(actor));
    actorAdam.applyGradients(actorGradients.grads as Gradients);
    temperatureAdam.applyGradients({
      [logTemperature.name]: tf.sub(entropy, targetEntropyPerAction * m),
    });
    entropy.dispose();
    targets.forEach((target, i) => {
      const from = variablesOf(critics[i]);
      variablesOf(target).forEach((variable, k) => {
        variable.assign(tf.add(variable, tf.mul(rate, tf.sub(from[k], variable))));
      });
    });
    return [criticGradients.value, actorGradients.value].map((loss) => loss.dataSync()[0]);
  };
  return () => {
    tf.tidy(() => {
      const losses = step();
      if (!losses.every(Number.isFinite)) throw new Error('The update of TensorFlow.js left the numbers.');
    });
  };
}

function mlp(tf: TensorFlow, widths: readonly number[], trainable: boolean): Mlp {
  const layers = widths.slice(1).map((outputs, i) => ({ inputs: widths[i], outputs }));
  return {
    weights: layers.map(({ inputs, outputs }) =>
      tf.variable(
        tf.randomUniform([inputs, outputs], -1 / Math.sqrt(inputs), 1 / Math.sqrt(inputs)),
        trainable,
      ),
    ),
    biases: layers.map(({ outputs }) => tf.variable(tf.zeros([outputs]), trainable)),
  };
}

function copyOf(tf: TensorFlow, { weights, biases }: Mlp): Mlp {
  const copy = (variable: Variable) => tf.variable(tf.clone(variable), false);
  return { weights: weights.map(copy), biases: biases.map(copy) };
}

function forward(tf: TensorFlow, { weights, biases }: Mlp, inputs: Tensor2D): Tensor2D {
  return weights.reduce<Tensor2D>(
    (h, b, i) =>
      tf.fused.matMul({
        a: h,
        b: b as unknown as Tensor2D,
        bias: biases[i],
        activation: i === weights.length - 1 ? 'linear' : 'relu',
      }) as Tensor2D,
    inputs,
  );
}

/** a = tanh(μ + σ ε) and its log density [rows x 1], log(1 - tanh²u) as 2 (log 2 - u - softplus(-2u)). */
function sample(tf: TensorFlow, outputs: Tensor2D, m: number) {
  const rows = outputs.shape[0];
  const mean = tf.slice(outputs, [0, 0], [rows, m]);
  const logDeviation = tf.clipByValue(tf.slice(outputs, [0, m], [rows, m]), -10, 2);
  const noise = tf.randomNormal([rows, m]);
  const u = tf.add(mean, tf.mul(tf.exp(logDeviation), noise));
  const squash = tf.mul(2, tf.sub(tf.sub(Math.LN2, u), tf.softplus(tf.mul(-2, u))));
  const gaussian = tf.add(tf.mul(0.5, tf.square(noise)), tf.add(logDeviation, 0.9189385332));
  return {
    action: tf.tanh(u) as Tensor2D,
    logDensity: tf.neg(tf.sum(tf.add(gaussian, squash), 1, true)),
  };
}
