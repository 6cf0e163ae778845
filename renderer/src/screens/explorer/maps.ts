/** The three maps of each view: which numbers, on which scale. */
import { divergingScale, sequentialScale } from '../../world/colours.ts';
import type { ColourScale, HeatLayer } from '../../world/types.ts';
import { type Frames, layerAt } from './films.ts';
import type { Messages } from './messages.ts';

export interface MapOf {
  readonly id: string;
  readonly title: string;
  /** One sentence behind the title. */
  readonly help: string;
  readonly heat: HeatLayer;
  /** Step shown, 1..T. */
  readonly t: number;
  /** Whose policy is drawn over it; null without arrows. */
  readonly policy: 'posterior' | 'causal' | null;
  /** Words at the ends of the scale. */
  readonly ends: readonly [string, string] | null;
  /** What stands over an empty map. */
  readonly missing: string | null;
}

/** step: colours span the numbers of the step shown; film: those of all steps. */
export type Span = 'step' | 'film';

const fromZero = (values: ArrayLike<number>): ColourScale => ({ ...sequentialScale(values), low: 0 });

function scaled(
  values: Float64Array,
  t: number,
  stateCount: number,
  span: Span,
  label: string,
  scale: (values: ArrayLike<number>) => ColourScale,
): HeatLayer {
  const layer = layerAt(values, t, stateCount);
  return { values: layer, scale: scale(span === 'film' ? values : layer), label };
}

/** Forward message, marginal, backward message. */
export function filmMaps(messages: Messages, frames: Frames, stateCount: number, span: Span): MapOf[] {
  const { forward, posterior, horizon } = messages;
  const { marginal } = frames;
  const mass = posterior.marginal.subarray(0, horizon * stateCount);
  const unknown = {
    values: new Float64Array(stateCount).fill(Number.NaN),
    scale: { kind: 'viridis', low: 0, high: 1 } as const,
    label: 'Probability',
  };
  return [
    {
      id: 'forward',
      title: `Forward, t = ${frames.forward}`,
      t: frames.forward,
      help: 'α log of the forward message: log-weight, in units of reward, of all ways to be here by now.',
      heat: scaled(forward, frames.forward, stateCount, span, 'α log forward', sequentialScale),
      policy: null,
      ends: null,
      missing: null,
    },
    {
      id: 'marginal',
      title: marginal === null ? 'Marginal μ' : `Marginal μ, t = ${marginal}`,
      t: frames.forward,
      help: 'Probability of being here at this step, given success: forward times backward message, divided by Z.',
      heat: marginal === null ? unknown : scaled(mass, marginal, stateCount, span, 'Probability', fromZero),
      policy: null,
      ends: null,
      missing: marginal === null ? 'The films have not met yet' : null,
    },
    {
      id: 'backward',
      title: `Backward, t = ${frames.backward}`,
      t: frames.backward,
      help: 'V_t = α log of the backward message: what is still to come from here, in units of reward.',
      heat: scaled(posterior.value, frames.backward, stateCount, span, 'Vₜ = α log β', sequentialScale),
      policy: 'posterior',
      ends: null,
      missing: null,
    },
  ];
}

export type Layer = 'value' | 'marginal';

/** Posterior, causal, and posterior minus causal. */
export function comparedMaps(
  messages: Messages,
  t: number,
  stateCount: number,
  layer: Layer,
  span: Span,
): MapOf[] {
  const from = span === 'film' ? 0 : (t - 1) * stateCount;
  const to = span === 'film' ? messages.horizon * stateCount : t * stateCount;
  const shown = (side: 'posterior' | 'causal') => messages[side][layer].subarray(from, to);
  const here = (side: 'posterior' | 'causal') => layerAt(messages[side][layer], t, stateCount);
  const gap = (a: Float64Array, b: Float64Array) => a.map((value, i) => value - b[i]);
  // One scale for both, or the eye compares colours that mean different numbers.
  const scale = joined(sequentialScale(shown('posterior')), sequentialScale(shown('causal')), layer);
  const label = layer === 'value' ? 'Value Vₜ' : 'Probability μₜ';
  const side = (id: 'posterior' | 'causal', title: string, help: string): MapOf => ({
    id,
    title: `${title}, t = ${t}`,
    t,
    help,
    heat: { values: here(id), scale, label: `${label}, ${id}` },
    policy: id,
    ends: null,
    missing: null,
  });
  return [
    side('posterior', 'Posterior', 'Inference: chance too is conditioned on success.'),
    side('causal', 'Causal', 'Planning: the policy is free, chance is as it is.'),
    {
      id: 'difference',
      title: `Posterior − causal, t = ${t}`,
      t,
      help: 'Optimism: white where the two agree.',
      heat: {
        values: gap(here('posterior'), here('causal')),
        scale: calm(divergingScale(gap(shown('posterior'), shown('causal')))),
        label: 'Posterior minus causal',
      },
      policy: null,
      ends: ['causal more', 'posterior more'],
      missing: null,
    },
  ];
}

/** A scale for both; probabilities begin at zero. */
const joined = (a: ColourScale, b: ColourScale, layer: Layer): ColourScale => ({
  kind: 'viridis',
  low: layer === 'marginal' ? 0 : Math.min(a.low, b.low),
  high: Math.max(a.high, b.high),
});

/** Rounding is no difference: below it the scale stays wide and the map white. */
const calm = (scale: ColourScale): ColourScale =>
  scale.high < 1e-9 ? { ...scale, low: -1, high: 1 } : scale;
