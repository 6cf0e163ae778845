/** A made-up comparison for tests of the reports. */
import { Random } from '../../base/random.ts';
import type { Comparison, ComparisonRow, Dataset, EnvironmentRow, Estimate } from '../../contract/index.ts';
import { buildWorld, type WorldSpec } from '../../mdp/index.ts';

const estimate = (value: number, spread: number): Estimate => ({
  value,
  low: value - spread,
  high: value + spread,
  n: 40,
});

/** Names that would break a page or a spreadsheet which forgot to escape them. */
export const hostileName = '=cmd|"<script>alert(1)</script>&';

/** A comparison of two runs and two references in a world, with its dataset and environment. */
export function sampleComparison(spec: WorldSpec): {
  comparison: Comparison;
  context: { dataset: Dataset; environment: EnvironmentRow };
} {
  const random = Random.fromSeed(5);
  const { stateCount } = buildWorld(spec).mdp;
  const share = (peak: number) => {
    const raw = Float64Array.from({ length: stateCount }, (_, s) => Math.exp(-Math.abs(s - peak) / 6));
    const sum = raw.reduce((a, b) => a + b, 0);
    return raw.map((value) => value / sum);
  };
  const sample = (mean: number, spread: number) =>
    Float64Array.from({ length: 200 }, () => mean + spread * random.normal());
  const row = (subject: ComparisonRow['subject'], label: string, quality: number): ComparisonRow => ({
    subject,
    label,
    logLikelihood: estimate(-1.6 + quality, 0.07),
    featureGap: estimate(1.4 * (1 - quality), 0.1),
    totalVariation: estimate(0.8 * (1 - quality), 0.03),
    jensenShannon: estimate(0.5 * (1 - quality), 0.02),
    valueDifference: estimate(9 * (1 - quality), 0.8),
    epic: subject.kind === 'run' ? 0.4 * (1 - quality) : null,
    pearson: subject.kind === 'run' ? quality : null,
    spearman: subject.kind === 'run' ? quality * 0.98 : null,
    meanReturn: estimate(-40 + 24 * quality, 1.1),
    successRate: estimate(Math.min(1, 0.2 + quality), 0.02),
    returns: sample(-40 + 24 * quality, 4),
    visitation: share(stateCount * (0.3 + 0.3 * quality)),
  });
  const environmentId = 'env_0123456789abcdef';
  return {
    comparison: {
      environmentId,
      datasetId: 'set_0123456789abcdef',
      runIds: ['run_0123456789abcdef', 'run_1123456789abcdef'],
      seed: 0,
      rollouts: 200,
      expertVisitation: share(stateCount * 0.58),
      expertReturns: sample(-17, 2.5),
      rows: [
        row({ kind: 'run', runId: 'run_0123456789abcdef' }, 'Linear, causal', 0.93),
        row({ kind: 'run', runId: 'run_1123456789abcdef' }, hostileName, 0.8),
        row({ kind: 'true-reward' }, 'True reward', 0.97),
        row({ kind: 'random' }, 'Random', 0.1),
      ],
      remarks: ['Eight of the 40 demonstrations were held out; the likelihoods are theirs.'],
    },
    context: {
      dataset: {
        id: 'set_0123456789abcdef',
        environmentId,
        name: 'Forty by the expert',
        notes: '',
        demonstrations: 40,
        steps: 812,
        minLength: 15,
        maxLength: 34,
        contentHash: 'ab'.repeat(32),
        createdAt: 0,
      },
      environment: {
        id: environmentId,
        name: 'Windy <meadow>',
        notes: '',
        spec,
        createdAt: 0,
        updatedAt: 0,
        demonstrations: 40,
      },
    },
  };
}
