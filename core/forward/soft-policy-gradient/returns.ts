/**
 * Returns and advantages of one episode, from its soft rewards and values.
 *
 *     r̃_t = r_t - α log π(a_t|s_t)                  the reward with the entropy bonus of its own step inside
 *     V(s_t) = E[ Σ_k γ^k r̃_{t+k} ]                 so values include the entropy of their own step, too
 *
 * `values` is [T+1]: V(s_0) … V(s_{T-1}), then what follows the last step: 0 after termination, V(s_T) where a time
 * limit cut the episode (see {@link closed}).
 */

/**
 * Soft rewards r - α log π, [T]. With ∇E[log π] = 0 the likelihood-ratio gradient Σ_t ∇log π(a_t|s_t) Σ_{k>=t} γ^k r̃_k
 * is the gradient of the whole objective, the entropy of step t included.
 */
export function softRewards(
  rewards: ArrayLike<number>,
  logDensity: ArrayLike<number>,
  temperature: number,
): Float64Array {
  return Float64Array.from({ length: rewards.length }, (_, t) => rewards[t] - temperature * logDensity[t]);
}

/** V(s_0) … V(s_T) with the last one replaced by 0 where the episode terminated there. */
export function closed(values: Float64Array, terminated: boolean): Float64Array {
  const copy = values.slice();
  if (terminated) copy[copy.length - 1] = 0;
  return copy;
}

/** Discounted reward-to-go: G_t = Σ_{k=t}^{T-1} γ^{k-t} r̃_k + γ^{T-t} tail, [T]. */
export function rewardToGo(rewards: Float64Array, discount: number, tail: number): Float64Array {
  const out = new Float64Array(rewards.length);
  let sum = tail;
  for (let t = rewards.length - 1; t >= 0; t--) {
    sum = rewards[t] + discount * sum;
    out[t] = sum;
  }
  return out;
}

/**
 * Returns over n steps: Σ_{k<h} γ^k r̃_{t+k} + γ^h V_{t+h}, h = min(n, T - t), [T]. One step is the target of temporal
 * differences; T steps and more are the reward-to-go.
 */
export function nStepReturns(
  rewards: Float64Array,
  values: Float64Array,
  discount: number,
  steps: number,
): Float64Array {
  const length = rewards.length;
  const out = new Float64Array(length);
  for (let t = 0; t < length; t++) {
    const end = Math.min(t + steps, length);
    let sum = values[end];
    for (let k = end - 1; k >= t; k--) sum = rewards[k] + discount * sum;
    out[t] = sum;
  }
  return out;
}

/**
 * Generalised advantage estimation (Schulman et al., 2016): A_t = Σ_k (γλ)^k δ_{t+k}, δ_t = r̃_t + γ V_{t+1} - V_t, [T].
 * λ = 0 is the error of one step, λ = 1 the reward-to-go minus V.
 */
export function generalisedAdvantages(
  rewards: Float64Array,
  values: Float64Array,
  discount: number,
  lambda: number,
): Float64Array {
  const out = new Float64Array(rewards.length);
  let sum = 0;
  for (let t = rewards.length - 1; t >= 0; t--) {
    sum = rewards[t] + discount * values[t + 1] - values[t] + discount * lambda * sum;
    out[t] = sum;
  }
  return out;
}
