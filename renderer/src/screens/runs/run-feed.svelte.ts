/** What is shown of one run, fetched at a steady pace while it moves. */
import type { LabErrorData } from '../../../../core/base/errors.ts';
import { asLabError } from '../../../../core/base/errors.ts';
import type {
  LabClient,
  PolicyArtifact,
  RewardArtifact,
  RunMetrics,
} from '../../../../core/contract/index.ts';
import { appendMetrics, noMetrics } from './metrics.ts';

/** Milliseconds between fetches while a run moves: about six pictures a second. */
const pace = 160;
/** Milliseconds between looks at the policy while a run moves: a table of it may be large. */
const policyPace = 2000;

/**
 * The policy is read every two seconds while a run moves, and once it rests. Call {@link poke} whenever the run may
 * have moved; fetches never overlap and never come faster than the pace.
 */
export class RunFeed {
  metrics = $state.raw<RunMetrics>(noMetrics);
  reward = $state.raw<RewardArtifact | null>(null);
  policy = $state.raw<PolicyArtifact | null>(null);
  /** True once the first answers are here. */
  loaded = $state(false);
  error = $state.raw<LabErrorData | null>(null);
  readonly #runs: Pick<LabClient['runs'], 'metrics' | 'reward' | 'policy'>;
  readonly #id: string;
  #moving = true;
  #stopped = false;
  #waiting: ReturnType<typeof setTimeout> | null = null;
  #fetching = false;
  #again = false;
  #policyRead = Number.NEGATIVE_INFINITY;

  constructor(runs: Pick<LabClient['runs'], 'metrics' | 'reward' | 'policy'>, id: string) {
    this.#runs = runs;
    this.#id = id;
  }

  /** The run may have moved. `moving` says whether it still does. */
  poke(moving: boolean): void {
    this.#moving = moving;
    if (this.#stopped) return;
    if (this.#fetching || this.#waiting !== null) this.#again = true;
    else void this.#fetch();
  }

  stop(): void {
    this.#stopped = true;
    if (this.#waiting !== null) clearTimeout(this.#waiting);
  }

  async #fetch(): Promise<void> {
    this.#fetching = true;
    this.#again = false;
    const after = this.metrics.iterations.at(-1) ?? -1;
    const wantsPolicy = !this.#moving || Date.now() - this.#policyRead >= policyPace;
    if (wantsPolicy) this.#policyRead = Date.now();
    try {
      const [metrics, reward, policy] = await Promise.all([
        this.#runs.metrics({ id: this.#id, after }),
        this.#runs.reward({ id: this.#id }),
        wantsPolicy ? this.#runs.policy({ id: this.#id, from: 0, count: 1 }) : this.policy,
      ]);
      if (this.#stopped) return;
      this.metrics = appendMetrics(this.metrics, metrics);
      this.reward = reward;
      this.policy = policy;
      this.error = null;
      this.loaded = true;
    } catch (thrown) {
      if (!this.#stopped) this.error = asLabError(thrown).toData();
    } finally {
      this.#fetching = false;
      if (!this.#stopped) this.#rest();
    }
  }

  #rest(): void {
    this.#waiting = setTimeout(() => {
      this.#waiting = null;
      if (this.#again && !this.#stopped) void this.#fetch();
    }, pace);
  }
}
