/** What Replay shows: one demonstration, one policy, one clock. */
import { asLabError, type LabErrorData } from '../../../../core/base/errors.ts';
import type { Demonstration, Run, TabularPolicy, TabularReward } from '../../../../core/contract/index.ts';
import type { FiniteWorld } from '../../../../core/mdp/index.ts';
import { policyProbabilities, rewardTable } from '../../lab/function-tables.ts';
import type { LabState } from '../../lab/lab.svelte.ts';
import { navigation } from '../../lab/navigation.svelte.ts';
import { wholePolicy } from '../../lab/whole-policy.ts';
import { PlayClock } from '../../world/play-clock.svelte.ts';
import { worldOf } from '../../world/world-cache.ts';
import { StepPages } from '../demonstrations/step-pages.svelte.ts';
import { divergences, meanLogLikelihood, type ReplayEpisode, rollOut, sharedSteps } from './episodes.ts';
import { PolicySolver, pageWorker } from './policy-solver.ts';
import type { SolvedPolicy, SolveRequest } from './solve.ts';

/** Steps that are read of a demonstration, at most. */
const mostSteps = 50_000;
/** Settings of the reference policy of the true reward. */
const reference = { discount: 0.95, temperature: 0.5 };
/** The slider reaches this factor below and above the run's own temperature. */
export const temperatureReach = 50;

interface Artifacts {
  readonly reward: TabularReward;
  readonly policy: TabularPolicy;
}

export class ReplayState {
  readonly clock = new PlayClock();
  /** Demonstrations to go through. */
  rows = $state.raw<readonly Demonstration[]>([]);
  listed = $state(false);
  expert = $state.raw<ReplayEpisode | null>(null);
  artifacts = $state.raw<Artifacts | null>(null);
  /** What the run recovered; null for a policy that was trained on the true reward. */
  recovered = $state.raw<TabularReward | null>(null);
  /** A policy that is a function is as warm as it was trained. */
  fixed = $state(false);
  temperature = $state(1);
  seed = $state(0);
  solved = $state.raw<SolvedPolicy | null>(null);
  solving = $state(false);
  error = $state.raw<LabErrorData | null>(null);

  #lab: LabState;
  #solver = new PolicySolver(pageWorker);
  #reading = 0;

  constructor(lab: LabState) {
    this.#lab = lab;
  }

  /** Runs that hold a policy, newest first. */
  get runs(): readonly Run[] {
    return this.#lab.runs
      .filter((run) => run.status === 'finished')
      .toSorted((a, b) => b.createdAt - a.createdAt);
  }

  /** The run that the address names, or the newest; null for the policy of the true reward. */
  get run(): Run | null {
    if (navigation.param('run') === 'true') return null;
    const named = this.#lab.run(navigation.param('run'));
    if (named) return named;
    const environmentId = navigation.param('environment');
    return (
      this.runs.find((run) => environmentId === null || run.spec.environmentId === environmentId) ?? null
    );
  }

  get environmentId(): string | null {
    const named = navigation.param('environment');
    return this.run?.spec.environmentId ?? named ?? this.#withDemonstrations() ?? null;
  }

  get world(): FiniteWorld | null {
    const row = this.#lab.finiteEnvironment(this.environmentId);
    return row ? worldOf(row) : null;
  }

  get demonstration(): Demonstration | null {
    const id = navigation.param('demonstration');
    return this.rows.find((row) => row.id === id) ?? this.rows[0] ?? null;
  }

  readonly learned: ReplayEpisode | null = $derived.by(() => {
    const { world, solved, demonstration } = this;
    return world && solved && demonstration && this.#fits(world, solved)
      ? rollOut(world, solved, demonstration.seed, this.seed)
      : null;
  });
  readonly ticks = $derived(this.expert && this.learned ? divergences(this.expert, this.learned) : []);
  readonly shared = $derived(this.expert && this.learned ? sharedSteps(this.expert, this.learned) : null);
  readonly likelihood = $derived.by(() => {
    const { world, solved, expert } = this;
    return world && solved && expert && this.#fits(world, solved)
      ? meanLogLikelihood(world, solved, expert)
      : null;
  });
  /** The temperature that the run was trained with. */
  readonly ownTemperature = $derived(this.artifacts?.policy.temperature ?? reference.temperature);
  /** [S] the reward behind the policy, for the map. */
  readonly stateReward: Float64Array | null = $derived.by(() => {
    if (this.recovered) return this.recovered.stateReward;
    const { world } = this;
    if (!world?.trueReward) return null;
    const { actionCount, stateCount } = world.mdp;
    const reward = world.trueReward;
    return Float64Array.from({ length: stateCount }, (_, s) => reward[s * actionCount]);
  });

  /** Reads the demonstrations of the run's dataset, or of its environment. */
  async readRows(): Promise<void> {
    const { run, environmentId } = this;
    const named = navigation.param('demonstration');
    if (!environmentId) {
      this.listed = true;
      return;
    }
    const datasetId = run && 'datasetId' in run.spec ? run.spec.datasetId : undefined;
    const page = { offset: 0, limit: 500 };
    const list = (filter: { environmentId?: string; datasetId?: string }) =>
      this.#lab.client.demonstrations.list({ filter: { ...filter, deleted: 'no' }, page, order: 'oldest' });
    const answer = await this.#lab.attempt(async () => {
      const first = await list(datasetId ? { datasetId } : { environmentId });
      // A demonstration that somebody came for is shown even when the run never saw it.
      if (first.rows.length > 0 && (!named || first.rows.some((row) => row.id === named))) return first;
      return list({ environmentId });
    });
    if (answer) this.rows = answer.rows;
    this.listed = true;
  }

  /** Reads the steps of the demonstration shown. */
  async readExpert(): Promise<void> {
    const row = this.demonstration;
    const reading = ++this.#reading;
    if (!row) {
      this.expert = null;
      return;
    }
    const pages = new StepPages(this.#lab.client.demonstrations, row.id, Math.min(row.length, mostSteps));
    await pages.readAll();
    if (reading !== this.#reading) return;
    if (pages.error) this.error = asLabError(pages.error).toData();
    const actions = Int32Array.from({ length: pages.length }, (_, t) => pages.at(t)?.action ?? 0);
    this.expert = { states: pages.states, actions, return: row.return, terminated: row.terminated };
    this.clock.reset(pages.length);
  }

  /** Reads the reward and the policy of the run shown. */
  async readRun(): Promise<void> {
    const { run } = this;
    this.solved = null;
    this.artifacts = null;
    this.recovered = null;
    this.fixed = false;
    this.error = null;
    if (!run) {
      this.temperature = reference.temperature;
      return this.solve();
    }
    try {
      const { runs } = this.#lab.client;
      const { world } = this;
      if (!world) return;
      const [recovered, artifact] = await Promise.all([
        runs.reward({ id: run.id }),
        runs.policy({ id: run.id, from: 0, count: 1 }),
      ]);
      const reward = await rewardTable(runs, recovered, world.mdp);
      if (this.run?.id !== run.id) return;
      this.recovered = reward;
      if (artifact?.kind === 'function') {
        const policy = await policyProbabilities(runs, artifact, world.mdp);
        if (this.run?.id !== run.id || !policy) return;
        this.fixed = true;
        this.solved = { policy, value: new Float64Array(), horizon: 0 };
        return;
      }
      const policy = await wholePolicy(runs, run.id);
      if (this.run?.id !== run.id || !reward || !policy) return;
      this.artifacts = { reward, policy };
      this.temperature = policy.temperature;
      await this.solve();
    } catch (thrown) {
      this.error = asLabError(thrown).toData();
    }
  }

  /** The policy at the slider's temperature: the run's own at its own, a fresh solve elsewhere. */
  async solve(): Promise<void> {
    const own = this.artifacts?.policy;
    if (own && Math.abs(Math.log(this.temperature / own.temperature)) < 0.005) {
      this.solved = { policy: own.policy, value: own.value, horizon: own.horizon };
      this.solving = false;
      return;
    }
    const request = this.#request();
    if (!request) return;
    this.solving = true;
    try {
      this.solved = await this.#solver.solve(request);
      this.error = null;
      this.solving = false;
    } catch (thrown) {
      const error = asLabError(thrown);
      if (error.code === 'Cancelled') return;
      this.solving = false;
      this.error = error.toData();
    }
  }

  dispose(): void {
    this.clock.pause();
    this.#solver.dispose();
  }

  chooseRun(id: string): void {
    navigation.set({ run: id, environment: this.environmentId, demonstration: null });
  }

  choose(row: Demonstration | undefined): void {
    if (row) navigation.set({ demonstration: row.id });
  }

  /** The demonstration before or after, round the end. */
  go(by: number): void {
    const at = this.rows.findIndex((row) => row.id === this.demonstration?.id);
    if (at >= 0) this.choose(this.rows[(at + by + this.rows.length) % this.rows.length]);
  }

  #request(): SolveRequest | null {
    const { world, artifacts, run, temperature } = this;
    if (!world) return null;
    if (!artifacts)
      return run || !world.trueReward
        ? null
        : {
            mdp: world.mdp,
            reward: world.trueReward,
            horizon: 0,
            backup: 'causal',
            discount: reference.discount,
            temperature,
          };
    const backup = run?.spec.algorithm === 'maxent-irl' ? run.spec.settings.model : 'causal';
    const { horizon, discount } = artifacts.policy;
    return { mdp: world.mdp, reward: artifacts.reward.reward, horizon, backup, discount, temperature };
  }

  /** A policy of another world is never drawn into this one, however the answers fall. */
  #fits(world: FiniteWorld, solved: SolvedPolicy): boolean {
    return (
      solved.policy.length === Math.max(1, solved.horizon) * world.mdp.stateCount * world.mdp.actionCount
    );
  }

  #withDemonstrations(): string | undefined {
    return this.#lab.finiteEnvironments.find((row) => row.demonstrations > 0)?.id;
  }
}
