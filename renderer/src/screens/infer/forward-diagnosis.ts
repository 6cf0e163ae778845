/** What the numbers of a forward method by sampling say. */
import type { RunMetrics, RunSpec, RunStatus } from '../../../../core/contract/index.ts';
import type { Space } from '../../../../core/environments/index.ts';
import { formatNumber, formatQuantity, formatShare } from '../../charts/format.ts';
import { latest } from '../runs/metrics.ts';
import { isMoving } from '../runs/run-words.ts';
import type { SettingsFor } from './all-settings.ts';
import { type Finding, trendWords } from './finding.ts';
import { noisyTrendOf, recentMean, trendOf } from './trend.ts';

export type ForwardSpec = Extract<
  RunSpec,
  { algorithm: 'soft-actor-critic' | 'soft-q-learning' | 'soft-policy-gradient' }
>;

export interface Trained {
  readonly status: RunStatus;
  readonly metrics: RunMetrics;
  readonly spec: ForwardSpec;
  /** The actions of its world; null while that is not open. */
  readonly actions: Space | null;
}

const nothing = new Float64Array(0);

/**
 * The entropy, in nats in the units of the actions, that soft actor-critic's automatic temperature leads to: the target per
 * number plus log of half its range, or a share of log n.
 */
export function targetEntropyOf(settings: SettingsFor<'soft-actor-critic'>, actions: Space): number {
  if (actions.kind === 'discrete') return settings.targetEntropyShare * Math.log(actions.n);
  return actions.low.reduce((sum, low, i) => {
    const half = (actions.high[i] - low) / 2;
    return sum + settings.targetEntropy + (Number.isFinite(half) ? Math.log(half) : 0);
  }, 0);
}

/** Steps of random actions before a method learns. */
const randomSteps = (spec: ForwardSpec): number =>
  spec.algorithm === 'soft-actor-critic'
    ? spec.settings.warmupSteps
    : spec.algorithm === 'soft-q-learning'
      ? spec.settings.startSteps
      : 0;

function startFinding({ metrics, spec, status }: Trained): Finding | null {
  const steps = latest(metrics, 'environmentSteps');
  const random = randomSteps(spec);
  if (steps === null || steps > random || !isMoving(status)) return null;
  return {
    tone: 'plain',
    text: `acts at random for its first ${formatNumber(random)} steps`,
    detail: 'So it sees something of everything; learning begins after them.',
  };
}

function returnFinding({ metrics, status, spec }: Trained): Finding | null {
  const values = metrics.values.return ?? nothing;
  const value = recentMean(values);
  if (value === null) {
    if (metrics.iterations.length === 0) return null;
    return { tone: 'plain', text: 'no episode has ended yet', detail: 'The return is known when one has.' };
  }
  const trend = noisyTrendOf(values);
  const text = `return ${formatNumber(value)}${trendWords[trend]}`;
  if (isMoving(status))
    return {
      tone: trend === 'falling' ? 'attention' : 'plain',
      text,
      detail:
        trend === 'falling'
          ? 'It falls: where this goes on, smaller step sizes learn more steadily.'
          : trend === 'level'
            ? 'It has levelled off: what is left of the run may change little.'
            : 'It rises while the policy learns.',
    };
  if (trend === 'rising')
    return {
      tone: 'attention',
      text,
      detail: `It still rose at the end: ${spec.algorithm === 'soft-policy-gradient' ? 'more iterations' : 'more environment steps'} would reach further.`,
    };
  if (trend === 'falling')
    return {
      tone: 'attention',
      text,
      detail: 'It fell in the end: try smaller step sizes, or ones that shrink over time.',
    };
  // Level is not good: only the expert's return tells what could be had.
  return {
    tone: 'plain',
    text,
    detail:
      trend === 'level'
        ? 'It has levelled off. Whether that is good only a better policy’s return can tell.'
        : 'Too few episodes ended to see a trend.',
  };
}

function entropyFinding({ metrics, spec, actions, status }: Trained): Finding | null {
  const value = recentMean(metrics.values.entropy ?? nothing);
  if (value === null) return null;
  const shown = formatQuantity(value, 'nats');
  const automatic = spec.algorithm === 'soft-actor-critic' && spec.settings.temperatureMode === 'automatic';
  if (!automatic || !actions) {
    const trend = noisyTrendOf(metrics.values.entropy ?? nothing);
    return {
      tone: 'plain',
      text: `entropy ${shown}${trendWords[trend]}`,
      detail: 'How random the policy acts at the temperature given; a smaller temperature makes it surer.',
    };
  }
  const target = targetEntropyOf(spec.settings, actions);
  const width = actions.kind === 'discrete' ? 1 : actions.low.length;
  if (Math.abs(value - target) <= 0.1 * width)
    return {
      tone: 'good',
      text: `entropy ${shown}, at its target`,
      detail: 'The temperature has found its place: the policy is as random as was asked for.',
    };
  const wanted = formatQuantity(target, 'nats');
  return {
    tone: isMoving(status) ? 'plain' : 'attention',
    text: `entropy ${shown}, target ${wanted}`,
    detail: isMoving(status)
      ? 'The temperature moves until the entropy is there.'
      : 'The temperature had not arrived: a longer run, or a larger step size of the temperature.',
  };
}

/** A temperature that rises beyond so many times its start does not settle. */
const runaway = 1000;

function temperatureFinding({ metrics, spec }: Trained): Finding | null {
  if (spec.algorithm !== 'soft-actor-critic' || spec.settings.temperatureMode !== 'automatic') return null;
  const value = latest(metrics, 'temperature');
  if (value === null) return null;
  const trend = trendOf(metrics.values.temperature ?? nothing, 'relative', 0.05);
  if (trend === 'rising' && value > runaway * spec.settings.temperature)
    return {
      tone: 'attention',
      text: `temperature ${formatNumber(value, 2)} and running away`,
      detail:
        'The policy cannot be made as random as its target asks: a lower target entropy, or a smaller step size of the temperature.',
    };
  return {
    tone: 'plain',
    text: `temperature ${formatNumber(value, 2)}${trendWords[trend]}`,
    detail: 'What a nat of entropy is worth in units of reward, as found so far.',
  };
}

function samplingFinding({ metrics, spec }: Trained): Finding | null {
  if (spec.algorithm !== 'soft-q-learning') return null;
  const share = recentMean(metrics.values.effectiveShare ?? nothing);
  if (share === null || share > 0.1) return null;
  return {
    tone: 'attention',
    text: `the values rest on ${formatShare(share)} of the drawn actions`,
    detail:
      'The integral of exp(Q/α) is rough: draw more samples, draw them near the sampler too, or raise the temperature.',
  };
}

/** Changes of the policy in an iteration beyond this are rash, in nats per step. */
const rash = 0.1;

function updateFindings({ metrics, spec }: Trained): Finding[] {
  if (spec.algorithm !== 'soft-policy-gradient') return [];
  const findings: Finding[] = [];
  const change = recentMean(metrics.values.divergence ?? nothing);
  if (change !== null && change > rash)
    findings.push({
      tone: 'attention',
      text: `each iteration moves the policy by ${formatQuantity(change, 'nats')} a step`,
      detail:
        'That is far: a smaller policy step size, or clipped ratios with fewer passes, learn more steadily.',
    });
  const explained = recentMean(metrics.values.explainedVariance ?? nothing);
  if (explained !== null)
    findings.push(
      explained < 0.1
        ? {
            tone: 'attention',
            text: `the value network explains ${formatShare(Math.max(0, explained))} of the returns`,
            detail: 'It hardly helps yet: more value passes or a larger value step size.',
          }
        : {
            tone: 'plain',
            text: `the value network explains ${formatShare(explained)} of the returns`,
            detail: 'What it foresees no longer disturbs the gradient as noise.',
          },
    );
  return findings;
}

/** Findings of a forward run, the most telling first. */
export function diagnoseTraining(run: Trained): Finding[] {
  return [
    startFinding(run),
    returnFinding(run),
    entropyFinding(run),
    temperatureFinding(run),
    samplingFinding(run),
    ...updateFindings(run),
  ].filter((finding) => finding !== null);
}
