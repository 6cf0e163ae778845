/** What the numbers of an exact method say, in words that need no field knowledge to act on. */
import type { MaxEntSettings } from '../../../../core/contract/algorithms.ts';
import type { ExactDiagnostics, RunMetrics, RunStatus } from '../../../../core/contract/index.ts';
import { counted, formatNumber, formatQuantity, formatShare } from '../../charts/format.ts';
import { latest } from '../runs/metrics.ts';
import { isMoving } from '../runs/run-words.ts';
import { type Finding, remarkFinding, trendWords } from './finding.ts';
import { trendOf } from './trend.ts';

/** What is asked of the settings; deep MaxEnt IRL climbs by Adam alone. */
export type ExactSettings = Pick<MaxEntSettings, 'heldOut' | 'maxIterations' | 'gradientTolerance'> &
  Partial<Pick<MaxEntSettings, 'optimiser'>>;

export interface Diagnosed {
  readonly status: RunStatus;
  readonly metrics: RunMetrics;
  /** Known once the run has ended. */
  readonly diagnostics: ExactDiagnostics | null;
  readonly settings: ExactSettings;
}

const nothing = new Float64Array(0);
/** A gap below this share is as good as closed. */
const closedGap = 0.02;
/** Up to this share, chance and few demonstrations explain a gap. */
const smallGap = 0.15;

function gapFinding({ metrics, diagnostics, status }: Diagnosed): Finding | null {
  const gap = diagnostics?.relativeFeatureGap ?? latest(metrics, 'relativeFeatureGap');
  if (gap === null) return null;
  const trend = isMoving(status)
    ? trendOf(metrics.values.relativeFeatureGap ?? nothing, 'relative', 0.02)
    : 'unknown';
  const text = `feature gap ${formatShare(gap)}${trendWords[trend]}`;
  if (gap <= closedGap)
    return {
      tone: 'good',
      text,
      detail: 'The learned policy meets the features as often as the expert does.',
    };
  if (isMoving(status))
    return {
      tone: 'plain',
      text,
      detail: 'It falls as the reward forms; chance and the L2 penalty leave a small rest.',
    };
  if (gap <= smallGap)
    return {
      tone: 'good',
      text,
      detail:
        'Close: what is left comes from chance in the world, the L2 penalty and the number of demonstrations.',
    };
  return {
    tone: 'attention',
    text,
    detail:
      'The policy meets the features less or more often than the expert. A smaller L2 penalty, more iterations or richer features close the gap.',
  };
}

function heldOutFinding({ metrics, diagnostics, status, settings }: Diagnosed): Finding | null {
  const curve = metrics.values.heldOutLogLikelihood ?? nothing;
  const value = diagnostics ? diagnostics.heldOutLogLikelihood : latest(metrics, 'heldOutLogLikelihood');
  if (value === null) {
    // Held out but not reported: the run has not come that far.
    if (settings.heldOut > 0 && !diagnostics) return null;
    return {
      tone: 'attention',
      text: 'nothing was held out',
      detail: 'Without held-out demonstrations nobody can tell whether the reward predicts unseen behaviour.',
    };
  }
  const shown = formatQuantity(value, 'nats per step');
  const trained = diagnostics?.logLikelihood ?? latest(metrics, 'logLikelihood') ?? value;
  if (trained - value > Math.max(0.05, 0.25 * Math.abs(trained)))
    return {
      tone: 'attention',
      text: `held-out likelihood (${shown}) trails the training one`,
      detail:
        'The reward fits accidents of its training demonstrations: raise the L2 penalty or record more.',
    };
  const best = curve.reduce((a, b) => (b > a ? b : a), Number.NEGATIVE_INFINITY);
  const range = best - (curve.find(Number.isFinite) ?? best);
  if (best - value > 0.05 * range && best - value > 0.005)
    return {
      tone: 'attention',
      text: `held-out likelihood is past its best (${shown})`,
      detail: 'From here on the reward learns the training demonstrations by heart: raise the L2 penalty.',
    };
  if (!isMoving(status))
    return {
      tone: 'good',
      text: `held-out likelihood ${shown}`,
      detail: 'Unseen demonstrations are predicted about as well as those trained on.',
    };
  const trend = trendOf(curve, 'range', 0.01);
  if (trend === 'rising')
    return { tone: 'plain', text: 'held-out likelihood is still improving', detail: `Now ${shown}.` };
  if (trend === 'unknown') return null;
  return {
    tone: 'plain',
    text: 'held-out likelihood has stopped improving',
    detail: `Now ${shown}; the rest of the run will change the reward little.`,
  };
}

function convergenceFinding({ metrics, diagnostics, status, settings }: Diagnosed): Finding | null {
  if (diagnostics?.converged)
    return {
      tone: 'good',
      text: `converged after ${counted(diagnostics.iterations, 'iteration')}`,
      detail: `The gradient is flat (norm ${formatNumber(diagnostics.gradientNorm)}): no other reward of this form explains the demonstrations better.`,
    };
  if (diagnostics && diagnostics.iterations >= settings.maxIterations)
    return {
      tone: 'attention',
      text: `stopped at its limit of ${counted(settings.maxIterations, 'iteration')}`,
      detail:
        settings.optimiser === undefined || settings.optimiser === 'lbfgs'
          ? 'The gradient is not flat yet: allow more iterations.'
          : 'The gradient is not flat yet: allow more iterations, or choose L-BFGS.',
    };
  if (diagnostics)
    return {
      tone: 'plain',
      text: `stopped with gradient norm ${formatNumber(diagnostics.gradientNorm)}`,
      detail: 'No step led higher; the numbers have reached the end of their precision.',
    };
  const norm = latest(metrics, 'gradientNorm');
  if (norm === null || !isMoving(status)) return null;
  const trend = trendOf(metrics.values.gradientNorm ?? nothing, 'relative', 0.02);
  return {
    tone: 'plain',
    text: `gradient norm ${formatNumber(norm, 2)}${trendWords[trend]}`,
    detail: `The run ends when no component is larger than ${formatNumber(settings.gradientTolerance)}.`,
  };
}

function identificationFindings({ diagnostics }: Diagnosed): Finding[] {
  if (!diagnostics) return [];
  const { rank, parameters, upTo, unidentified } = diagnostics.identification;
  const findings: Finding[] = [];
  if (rank >= parameters)
    findings.push({
      tone: 'good',
      text: `all ${counted(parameters, 'parameter')} of the reward identified`,
      detail: upTo.join(' ') || 'The demonstrations tell all of them apart.',
    });
  else
    findings.push({
      tone: 'attention',
      text: `${rank} of ${counted(parameters, 'direction')} of the reward identified`,
      detail:
        upTo.join(' ') ||
        'The demonstrations cannot tell the other directions apart; the L2 penalty chose for them.',
    });
  if (unidentified.length > 0)
    findings.push({
      tone: 'attention',
      text: `${counted(unidentified.length, 'parameter')} that no data moves`,
      detail: `${listed(unidentified, 6)}. Demonstrations that meet them would identify them.`,
    });
  return findings;
}

function listed(names: readonly string[], most: number): string {
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(', ')} and ${rest} more` : names.join(', ');
}

/** Findings of a run of MaxEnt IRL, linear or deep, the most telling first. */
export function diagnose(run: Diagnosed): Finding[] {
  const remarks = run.diagnostics?.remarks ?? [];
  return [
    gapFinding(run),
    convergenceFinding(run),
    heldOutFinding(run),
    ...identificationFindings(run),
    ...remarks.map(remarkFinding),
  ].filter((finding) => finding !== null);
}

/** Findings of a forward solve. */
export function diagnoseSolve(run: {
  readonly status: RunStatus;
  readonly metrics: RunMetrics;
  readonly tolerance: number;
}): Finding[] {
  const residual = latest(run.metrics, 'residual');
  const sweeps = run.metrics.iterations.at(-1);
  if (residual === null || sweeps === undefined) return [];
  if (run.status === 'finished')
    return [
      {
        tone: 'good',
        text: `solved in ${counted(sweeps, 'iteration')}`,
        detail: `No value is further than ${formatNumber(run.tolerance)} from the exact one; the last change was ${formatNumber(residual)}.`,
      },
    ];
  const trend = trendOf(run.metrics.values.residual ?? nothing, 'relative', 0.02);
  return [
    {
      tone: 'plain',
      text: `Bellman residual ${formatNumber(residual, 2)}${isMoving(run.status) ? trendWords[trend] : ''}`,
      detail: `It shrinks until no value is further than ${formatNumber(run.tolerance)} from the exact one.`,
    },
  ];
}
