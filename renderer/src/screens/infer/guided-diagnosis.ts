/** What the numbers of guided cost learning say. */

import type { GuidedCostSettings } from '../../../../core/contract/algorithms.ts';
import type { RunMetrics, RunStatus, SampledDiagnostics } from '../../../../core/contract/index.ts';
import { counted, formatNumber, formatQuantity } from '../../charts/format.ts';
import { latest } from '../runs/metrics.ts';
import { isMoving } from '../runs/run-words.ts';
import { type Finding, remarkFinding, trendWords } from './finding.ts';
import { noisyTrendOf, recentMean } from './trend.ts';

export interface Sampled {
  readonly status: RunStatus;
  readonly metrics: RunMetrics;
  /** Known once the run has ended. */
  readonly diagnostics: SampledDiagnostics | null;
  readonly settings: Pick<GuidedCostSettings, 'clipping'>;
}

const nothing = new Float64Array(0);
/** Weights on fewer trajectories than this have collapsed, as the core says, too. */
const fewEffective = 2;
const smallShare = 0.02;
/** From this share on nothing is to be done. */
const goodShare = 0.3;
/** An interval of log Z wider than this many nats decides little. */
const wideInterval = 2;

/** Whether trajectories count alike, so that the reward does not rest on weights. */
const isEven = ({ settings }: Sampled) => settings.clipping === 'even';

function weightFinding(run: Sampled): Finding | null {
  const { metrics, diagnostics } = run;
  const share = diagnostics?.effectiveSampleSize ?? latest(metrics, 'effectiveSampleSize');
  const count = latest(metrics, 'trajectories');
  if (share === null || count === null) return null;
  const effective = share * count;
  const text = `the weights rest on ${formatNumber(effective, 2)} of ${counted(count, 'trajectory', 'trajectories')}`;
  if (isEven(run))
    return {
      tone: 'plain',
      text: `trajectories count alike; weighed, they would count like ${formatNumber(effective, 2)} of ${formatNumber(count)}`,
      detail:
        'The reward is learned by even shares and does not rest on importance weights, which collapse over long episodes. log Z and the log-likelihood are only figures.',
    };
  if (effective < fewEffective || share < smallShare)
    return {
      tone: 'attention',
      text,
      detail:
        'They have collapsed: log Z and the step of the reward hang on a few trajectories. Play more episodes per iteration, give the policy more updates, take fewer or smaller reward updates, or raise the L2 penalty; where episodes are long, begin with the settings for long episodes.',
    };
  if (share < goodShare)
    return {
      tone: 'plain',
      text,
      detail: 'Enough to go by; more policy updates per iteration would bring more of them to bear.',
    };
  return {
    tone: 'good',
    text,
    detail: 'The policy plays what the reward asks for, so that most of them count.',
  };
}

function partitionFinding({ metrics, diagnostics }: Sampled): Finding | null {
  const value = diagnostics?.logPartition?.value ?? latest(metrics, 'logPartition');
  const low = diagnostics?.logPartition?.low ?? latest(metrics, 'logPartitionLow');
  const high = diagnostics?.logPartition?.high ?? latest(metrics, 'logPartitionHigh');
  if (value === null || low === null || high === null) return null;
  const text = `log Z ${formatNumber(value)} (${formatNumber(low)} to ${formatNumber(high)})`;
  return high - low > wideInterval
    ? {
        tone: 'attention',
        text,
        detail: `The 95 % interval is ${formatQuantity(high - low, 'nats', 2)} wide: how well the demonstrations are explained is hardly known. More episodes per iteration narrow it.`,
      }
    : {
        tone: 'good',
        text,
        detail: `The likelihood is known to ${formatQuantity((high - low) / 2, 'nats', 2)} either way.`,
      };
}

function earningFinding(run: Sampled): Finding | null {
  const { metrics, status } = run;
  const shown = recentMean(metrics.values.demonstrationReward ?? nothing);
  const played = recentMean(metrics.values.sampleReward ?? nothing);
  if (shown === null || played === null) return null;
  const scale = Math.max(Math.abs(shown), Math.abs(played), 1e-9);
  const text = `the policy earns ${formatNumber(played)} a step, the demonstrations ${formatNumber(shown)}`;
  if (played >= shown - 0.05 * scale)
    return { tone: 'good', text, detail: 'By the learned reward the policy does as well as the expert.' };
  if (isEven(run))
    return {
      tone: 'plain',
      text: `samples earn ${formatNumber(played)} a step, the demonstrations ${formatNumber(shown)}`,
      detail:
        'Samples of the whole run are among them, so that they stay behind. Whether the reward shows the way is seen by solving it.',
    };
  if (isMoving(status))
    return { tone: 'plain', text, detail: 'The policy closes in as it learns what the reward asks for.' };
  return {
    tone: 'attention',
    text,
    detail:
      'The policy has not learned to earn what the demonstrations earn: more iterations, or more policy updates in each.',
  };
}

function likelihoodFinding({ metrics, diagnostics, status }: Sampled): Finding | null {
  const value = diagnostics?.logLikelihood ?? latest(metrics, 'logLikelihood');
  if (value === null) return null;
  const trend = noisyTrendOf(metrics.values.logLikelihood ?? nothing);
  const text = `log-likelihood ${formatQuantity(value, 'nats per demonstration')}${trendWords[trend]}`;
  if (trend === 'rising' && !isMoving(status))
    return {
      tone: 'attention',
      text,
      detail: 'It still rose when the run ended: more iterations would help.',
    };
  return {
    tone: 'plain',
    text,
    detail: 'Higher: the demonstrations stand out more from what else could be done.',
  };
}

function returnFinding({ metrics }: Sampled): Finding | null {
  const values = metrics.values.return ?? nothing;
  const value = recentMean(values);
  if (value === null) return null;
  return {
    tone: 'plain',
    text: `return of the policy ${formatNumber(value)}${trendWords[noisyTrendOf(values)]}`,
    detail:
      'What the environment pays. The method never sees it; it tells whether the reward leads to the same end.',
  };
}

/** Said above, with the numbers of this moment. */
const isSaid = (remark: string) => remark.startsWith('The importance weights have collapsed');

/** Findings of a run of guided cost learning, the most telling first. */
export function diagnoseGuided(run: Sampled): Finding[] {
  const remarks = run.diagnostics?.remarks ?? [];
  const known = isEven(run)
    ? [returnFinding(run), earningFinding(run), weightFinding(run)]
    : [
        weightFinding(run),
        partitionFinding(run),
        earningFinding(run),
        likelihoodFinding(run),
        returnFinding(run),
      ];
  return [...known, ...remarks.filter((remark) => !isSaid(remark)).map(remarkFinding)].filter(
    (finding) => finding !== null,
  );
}
