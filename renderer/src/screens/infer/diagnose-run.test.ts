import { expect, test } from 'vitest';
import { algorithmIds, type Run } from '../../../../core/contract/index.ts';
import { noMetrics } from '../runs/metrics.ts';
import { defaultsOfAll } from './all-settings.ts';
import { findingsOf } from './diagnose-run.ts';

const settings = defaultsOfAll();
const run = (algorithm: Run['spec']['algorithm'], changes: Partial<Run>) =>
  ({
    status: 'running',
    iteration: 0,
    diagnostics: null,
    spec: { algorithm, settings: settings[algorithm] },
    ...changes,
  }) as Run;

test('a run that has reported nothing has nothing to say, whatever its method', () => {
  for (const id of algorithmIds) expect(findingsOf(run(id, {}), noMetrics, null)).toEqual([]);
});

test('a failed run says first how far it came and what is kept', () => {
  for (const id of algorithmIds) {
    const [late] = findingsOf(run(id, { status: 'failed', iteration: 7 }), noMetrics, null);
    expect(late.text).toBe('failed after 7\u00a0iterations');
    expect(late.detail).toContain('kept');
    const [early] = findingsOf(run(id, { status: 'failed' }), noMetrics, null);
    expect(early.detail).toContain('Nothing was learned');
  }
});
