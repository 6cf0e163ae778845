/** The state of a slice: which plane of the observations is shown, the reward over it, and a cursor in it. */
import { asLabError, type LabErrorData } from '../../../../../core/base/errors.ts';
import type { FunctionReward, LabClient, Run } from '../../../../../core/contract/index.ts';
import type { Simulation } from '../../../../../core/environments/index.ts';
import { divergingScale } from '../../../world/colours.ts';
import { Latest } from '../../../world/distribution/latest.ts';
import { PolicyAt } from '../../../world/distribution/policy-at.svelte.ts';
import { figure } from '../../../world/format.ts';
import {
  type Axis,
  gridObservations,
  meanOf,
  observationAt,
  type Range,
  rangesOf,
  repeatedAction,
  shareOf,
  valueAt,
} from './grid.ts';
import { inside } from './placement.ts';
import { positionsOf } from './positions.ts';
import { type Demonstrated, readDemonstrated, readPlayed, type Way } from './slice-data.ts';

/** Cells on each side. */
export const cells = 64;
/** Milliseconds between two planes, while a slider moves. */
const pause = 40;
/** Newest checkpoints of a moving run are looked at this often, at most. */
const breath = 1_500;

export interface Plane {
  readonly across: Axis;
  readonly up: Axis;
  /** [cells * cells] the reward, row 0 at the bottom. */
  readonly values: Float64Array;
}

export class SliceState {
  readonly simulation: Simulation;
  readonly labels: readonly string[];
  across = $state(0);
  up = $state(0);
  /** [width] what the numbers that do not vary are held at. */
  base = $state.raw<Float32Array>(new Float32Array());
  /** [actionWidth] the action that a reward of actions is asked about. */
  action = $state.raw<Float32Array>(new Float32Array());
  reward = $state.raw<FunctionReward | null>(null);
  demonstrated = $state.raw<Demonstrated>({ rows: [], ways: [] });
  played = $state.raw<readonly Way[]>([]);
  plane = $state.raw<Plane | null>(null);
  cursor = $state.raw<{ readonly x: number; readonly y: number } | null>(null);
  /** Which lines are drawn. */
  readonly lines = $state({ expert: true, learned: true });
  /** Whether the actions at the cursor are drawn into the map, too. */
  showCloud = $state(true);
  /** What the policy does at the cursor. */
  readonly policy: PolicyAt;
  loading = $state(true);
  error = $state.raw<LabErrorData | null>(null);

  #client: LabClient;
  #run: Run;
  #values = new Latest(pause);
  #looked = 0;
  #looking: ReturnType<typeof setTimeout> | undefined;

  readonly ranges: readonly Range[] = $derived.by(() =>
    rangesOf(
      this.simulation.observationSpace,
      this.demonstrated.ways.map((way) => way.observations),
    ),
  );
  readonly axes: { readonly across: Axis; readonly up: Axis } = $derived({
    across: { dimension: this.across, ...this.ranges[this.across] },
    up: { dimension: this.up, ...this.ranges[this.up] },
  });
  /** Whether the plane is the map of the world itself. */
  readonly onMap: boolean = $derived.by(() => {
    const places = positionsOf(this.simulation);
    return places !== null && places.x === this.across && places.y === this.up;
  });
  /** What is white: zero, or the mean of the slice, since no constant is identified. */
  centre = $state<'mean' | 'zero'>('mean');
  readonly offset: number = $derived(this.centre === 'mean' && this.plane ? meanValue(this.plane.values) : 0);
  /** [cells * cells] what the colours show. */
  readonly painted: Float64Array = $derived.by(() => {
    const { offset } = this;
    return this.plane ? this.plane.values.map((value) => value - offset) : new Float64Array();
  });
  readonly scale = $derived(divergingScale(this.painted));
  /** What the scale counts. */
  readonly scaleLabel: string = $derived(
    this.centre === 'mean' ? `Reward above its mean here, ${figure(this.offset)}` : 'Reward',
  );
  /** [width] the observation at the cursor, or without one what the slice is held at. */
  readonly here: Float32Array = $derived(
    this.cursor ? observationAt(this.base, this.axes.across, this.axes.up, this.cursor) : this.base,
  );
  readonly valueHere: number | null = $derived.by(() => {
    const { plane, cursor } = this;
    if (!plane || !cursor || !inside(plane.across, plane.up, cursor)) return null;
    return valueAt(plane.values, cells, cells, {
      x: shareOf(plane.across, cursor.x),
      y: shareOf(plane.up, cursor.y),
    });
  });

  constructor(client: LabClient, run: Run, simulation: Simulation) {
    this.#client = client;
    this.#run = run;
    this.simulation = simulation;
    this.policy = new PolicyAt(client.runs);
    this.labels = simulation.observationSpace.labels;
    const places = positionsOf(simulation);
    this.across = places?.x ?? 0;
    this.up = places?.y ?? Math.min(1, this.labels.length - 1);
    this.action = new Float32Array(simulation.actionWidth);
    this.base = meanOf(this.ranges, []);
  }

  /** Reads the demonstrations, the reward and what the policy does. */
  async load(): Promise<void> {
    try {
      this.demonstrated = await readDemonstrated(this.#client, this.#run);
      this.base = meanOf(
        this.ranges,
        this.demonstrated.ways.map((way) => way.observations),
      );
      await this.#readReward();
    } catch (thrown) {
      this.error = asLabError(thrown).toData();
    }
    this.loading = false;
  }

  /** A moving run may have a newer checkpoint: looks again, a breath later. */
  lookAgain(): void {
    if (this.loading || this.#looking !== undefined) return;
    this.#looking = setTimeout(
      () => {
        this.#looking = undefined;
        this.#looked = Date.now();
        void this.#readReward().catch((thrown) => {
          this.error = asLabError(thrown).toData();
        });
      },
      Math.max(0, this.#looked + breath - Date.now()),
    );
  }

  show(which: { readonly across?: number; readonly up?: number }): void {
    const { across = this.across, up = this.up } = which;
    // Choosing the other axis' number swaps the two.
    if (across === up && this.labels.length > 1) [this.across, this.up] = [this.up, this.across];
    else {
      this.across = across;
      this.up = up;
    }
    this.cursor = null;
    this.ask();
  }

  hold(dimension: number, value: number): void {
    this.base = this.base.with(dimension, value);
    this.ask();
  }

  act(i: number, value: number): void {
    this.action = this.action.with(i, value);
    this.ask();
  }

  /** Holds everything at a row of a demonstration. */
  holdAt(way: Way, step: number): void {
    const width = this.labels.length;
    this.base = Float32Array.from({ length: width }, (_, i) => way.observations[step * width + i]);
    this.cursor = { x: this.base[this.across], y: this.base[this.up] };
    this.ask();
  }

  /** Back to the mean of the demonstrations. */
  holdMean(): void {
    this.base = meanOf(
      this.ranges,
      this.demonstrated.ways.map((way) => way.observations),
    );
    this.ask();
  }

  /** Asks for the reward over the plane; of several in a moment only the last is answered. */
  ask(): void {
    const { reward, axes, base, action } = this;
    if (!reward) return;
    const { across, up } = axes;
    const rows = cells * cells;
    this.#values.ask(
      () =>
        this.#client.runs.rewardValues({
          id: this.#run.id,
          observations: gridObservations(base, across, up, cells, cells),
          rows,
          actions: reward.inputs === 'state' ? null : this.#actions(action, rows),
        }),
      (values) => {
        this.plane = { across, up, values };
        this.error = null;
      },
      (thrown) => {
        this.error = asLabError(thrown).toData();
      },
    );
  }

  /** Asks what the policy does at the cursor, or where the slice is held. */
  askPolicy(): void {
    if (this.played.length > 0) this.policy.ask(this.#run.id, this.here, 0);
  }

  dispose(): void {
    this.policy.drop();
    clearTimeout(this.#looking);
    this.#values.drop();
  }

  #actions(action: Float32Array, rows: number): Float32Array | Int32Array {
    const all = repeatedAction(action, rows);
    return this.simulation.actionSpace.kind === 'discrete' ? Int32Array.from(all) : all;
  }

  async #readReward(): Promise<void> {
    const reward = await this.#client.runs.reward({ id: this.#run.id });
    if (reward?.kind !== 'function') return;
    if (this.reward?.iteration === reward.iteration) return;
    this.reward = reward;
    this.ask();
    this.played = await readPlayed(this.#client, this.#run, this.demonstrated.rows);
  }
}

const meanValue = (values: Float64Array): number => values.reduce((sum, v) => sum + v, 0) / values.length;
