import { expect, test } from 'vitest';
import * as contract from '../contract/index.ts';
import { maxEntDefaults } from '../inverse/maxent/spec.ts';
import { keepMadeUp, person, smallWorld, withLab } from './testing.ts';

const code = (expected: string) => expect.objectContaining({ code: expected });
const plain = { tags: [], notes: '' };

test('runs keep their row, curves, newest checkpoints and artifacts', () =>
  withLab(({ writer, reader }) => {
    const env = writer.createEnvironment({ name: 'M', notes: '', spec: smallWorld });
    const session = writer.createSession({ environmentId: env.id, source: person, seed: 1 });
    const demonstrationIds = [keepMadeUp(writer, session.id, 5, plain)];
    const dataset = writer.createDataset({ name: 'd', notes: '', demonstrationIds });
    const run = writer.createRun({
      name: 'first',
      spec: {
        algorithm: 'maxent-irl',
        environmentId: env.id,
        datasetId: dataset.id,
        settings: maxEntDefaults(),
        seed: 1,
      },
      datasetHash: dataset.contentHash,
      engine: 'typescript',
      versions: { app: '0.1.0' },
    });
    expect(contract.run.parse(run)).toEqual(run);
    expect(reader.runsByStatus(['queued', 'running'])).toEqual([run]);
    const error = { code: 'NonFinite' as const, message: 'm', where: null, kept: 'k', remedy: null };
    expect(writer.updateRun(run.id, { status: 'running', startedAt: 5, iteration: 3, error })).toMatchObject({
      status: 'running',
      startedAt: 5,
      iteration: 3,
      error,
      name: 'first',
    });
    expect(writer.interruptRunning()).toEqual([run.id]);
    expect(reader.run(run.id).status).toBe('interrupted');

    for (let i = 0; i < 1300; i += 13)
      writer.appendMetrics({
        runId: run.id,
        metrics: {
          iterations: Float64Array.from({ length: 13 }, (_, k) => i + k),
          values: { loss: Float64Array.from({ length: 13 }, (_, k) => 1 / (1 + i + k)) },
        },
      });
    const curves = reader.metrics({ runId: run.id, after: 1296 });
    expect(curves).toEqual({
      iterations: Float64Array.of(1297, 1298, 1299),
      values: { loss: Float64Array.of(1 / 1298, 1 / 1299, 1 / 1300) },
    });
    expect(reader.metrics({ runId: run.id, after: -1 }).iterations).toHaveLength(1300);
    const again = { iterations: Float64Array.of(1299), values: {} };
    expect(() => writer.appendMetrics({ runId: run.id, metrics: again })).toThrow(code('Conflict'));
    writer.dropMetricsAfter({ runId: run.id, iteration: 700 });
    expect(reader.metrics({ runId: run.id, after: -1 }).iterations).toHaveLength(701);
    writer.appendMetrics({ runId: run.id, metrics: { ...again, iterations: Float64Array.of(701) } });

    expect(reader.checkpoint(run.id)).toBeNull();
    for (const iteration of [10, 20, 30])
      writer.saveCheckpoint({ runId: run.id, iteration, state: Uint8Array.of(iteration) });
    expect(reader.checkpoint(run.id)?.iteration).toBe(30);
    expect([...(reader.checkpoint(run.id)?.state ?? [])]).toEqual([30]);

    const reward = {
      kind: 'tabular' as const,
      runId: run.id,
      iteration: 30,
      weights: Float64Array.of(1, 2),
      parameterNames: ['a', 'b'],
      stateReward: Float64Array.of(3),
      reward: Float64Array.of(3, 3),
    };
    const policy = {
      kind: 'tabular' as const,
      runId: run.id,
      horizon: 0,
      temperature: 1,
      discount: 0.9,
      policy: Float64Array.of(0.5, 0.5),
      value: Float64Array.of(1),
      visitation: Float64Array.of(4),
    };
    expect(reader.rewardArtifact(run.id)).toBeNull();
    writer.saveReward(reward);
    writer.saveReward({ ...reward, iteration: 31 });
    writer.savePolicy(policy);
    expect(reader.rewardArtifact(run.id)).toEqual({ ...reward, iteration: 31 });
    expect(reader.policyArtifact(run.id)).toEqual(policy);
    expect(reader.problems()).toEqual([]);
  }));

test('comparisons, window state, counts and the sample mark', () =>
  withLab(({ writer, reader }, path) => {
    const env = writer.createEnvironment({ name: 'M', notes: '', spec: smallWorld });
    const session = writer.createSession({ environmentId: env.id, source: person, seed: 1 });
    const demonstrationIds = [keepMadeUp(writer, session.id, 5, plain)];
    const dataset = writer.createDataset({ name: 'd', notes: '', demonstrationIds });
    const request = { datasetId: dataset.id, runIds: [], seed: 0, rollouts: 100 };
    const saved = writer.saveComparison({ name: 'c', request });
    expect(reader.comparison(saved.id)).toEqual(saved);
    writer.remove('comparisons', [saved.id]);
    expect(reader.comparisons({ deleted: 'no' })).toEqual([]);
    writer.writeState('screen', '"replay"');
    writer.writeState('screen', '"infer"');
    expect(reader.readState()).toEqual({ screen: '"infer"' });
    writer.markSample();
    expect(reader.info()).toMatchObject({ name: 'scratch.lab', path, schemaVersion: 1, sample: true });
    expect(reader.info().bytes).toBeGreaterThan(1000);
    expect(reader.counts()).toEqual({ environments: 1, demonstrations: 1, steps: 5, datasets: 1, runs: 0 });
  }));
