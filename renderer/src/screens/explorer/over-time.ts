/** One state's numbers over t = 1..T as curves. */
import type { Series } from '../../charts/series.ts';
import type { Messages } from './messages.ts';

export interface Curves {
  readonly title: string;
  readonly help: string;
  readonly unit: string;
  readonly series: readonly Series[];
}

const solid = { colour: 'var(--accent)', dash: null } as const;
const dashed = { colour: 'var(--text-soft)', dash: '5 4' } as const;

/** @param what the forward and backward messages, or values or marginals of posterior and causal */
export function overTime(
  messages: Messages,
  stateCount: number,
  state: number,
  what: 'messages' | 'value' | 'marginal',
): Curves {
  const { horizon, posterior, causal, forward } = messages;
  const x = Float64Array.from({ length: horizon }, (_, i) => i + 1);
  const of = (values: Float64Array) =>
    x.map((_, i) => {
      const value = values[i * stateCount + state];
      return Number.isFinite(value) ? value : Number.NaN;
    });
  const pair = (a: Float64Array, b: Float64Array, names: readonly [string, string]): Series[] => [
    { id: names[0], name: names[0], x, y: of(a), ...solid },
    { id: names[1], name: names[1], x, y: of(b), ...dashed },
  ];
  if (what === 'messages')
    return {
      title: 'Messages',
      help: 'α log of both messages. Their sum, less log Z, is α log μ.',
      unit: 'reward',
      series: pair(forward, posterior.value, ['forward', 'backward']),
    };
  const sides = ['posterior', 'causal'] as const;
  return what === 'value'
    ? {
        title: 'Value',
        help: 'What is still to come from this state at each step.',
        unit: 'reward',
        series: pair(posterior.value, causal.value, sides),
      }
    : {
        title: 'Marginal',
        help: 'Probability of being in this state at each step.',
        unit: '',
        series: pair(posterior.marginal, causal.marginal, sides),
      };
}
