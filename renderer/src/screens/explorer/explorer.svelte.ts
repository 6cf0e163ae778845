/** What the explorer shows: one world, one reward, its messages at the sliders' settings, one clock. */
import { asLabError, LabError, type LabErrorData } from '../../../../core/base/errors.ts';
import type { Run } from '../../../../core/contract/index.ts';
import type { FiniteWorld } from '../../../../core/mdp/index.ts';
import type { LabState } from '../../lab/lab.svelte.ts';
import { isBoolean, memory } from '../../lab/memory.ts';
import { navigation } from '../../lab/navigation.svelte.ts';
import { tableOf } from '../../lab/tables.ts';
import { PlayClock } from '../../world/play-clock.svelte.ts';
import type { PolicyLayer } from '../../world/types.ts';
import { type Films, framesAt } from './films.ts';
import { comparedMaps, filmMaps, type Layer, type MapOf } from './maps.ts';
import { MessageSolver, type MessageWorker, pageWorker } from './message-solver.ts';
import type { Messages } from './messages.ts';
import { type Preset, presets } from './presets.ts';
import { readState } from './readout.ts';
import { habitPrior, longestHorizon, readSettings, type Settings, writeSettings } from './settings.ts';
import { chooseReward, chooseSubject, knownReward, rewardRuns, type Subject } from './subject.ts';

/** Messages together with the world that they are about: an answer is never drawn into another world. */
interface Solved {
  readonly world: FiniteWorld;
  readonly messages: Messages;
}

/** Until a person says otherwise. */
const usualHorizon = 24;
/** A slider that moves on within this many milliseconds is not answered in between. */
const settle = 30;

/** Settings and step that the address names. */
function named(): string {
  const { T, alpha, habit, strength, t } = navigation.params;
  return JSON.stringify([T, alpha, habit, strength, t]);
}

export class ExplorerState {
  readonly clock = new PlayClock();
  settings = $state.raw<Settings>({ horizon: 1, temperature: 1, habit: 0, strength: 0 });
  defaults = $state.raw<Settings>({ horizon: 1, temperature: 1, habit: 0, strength: 0 });
  solved = $state.raw<Solved | null>(null);
  solving = $state(false);
  error = $state.raw<LabErrorData | null>(null);
  arrows = $state(memory.get('explorer:arrows', true, isBoolean));
  /** One colour scale for the whole film instead of one for each step. */
  wholeFilm = $state(memory.get('explorer:whole-film', false, isBoolean));
  /** State under the pointer, and the one that stays when nothing is. */
  cursor = $state<number | null>(null);
  pinned = $state<number | null>(null);
  /** Map under the pointer: films may stand at different steps. */
  over = $state<string | null>(null);

  readonly #lab: LabState;
  readonly #solver: MessageSolver;
  #reward: Float64Array | null = null;
  #loading = 0;
  /** What the address named when it was last read or written: whatever else changes in it is not followed. */
  #followed = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(lab: LabState, makeWorker: () => MessageWorker = pageWorker) {
    this.#lab = lab;
    this.#solver = new MessageSolver(makeWorker);
    this.clock.speed = 4;
  }

  readonly subject: Subject = $derived.by(() =>
    chooseSubject(this.#lab.finiteEnvironments, this.#lab.runs, {
      environment: navigation.param('environment'),
      example: navigation.param('example'),
      run: navigation.param('run'),
    }),
  );
  readonly runs: readonly Run[] = $derived.by(() => rewardRuns(this.#lab.runs, this.subject));
  readonly source: Run | 'true' | null = $derived.by(() =>
    chooseReward(this.subject, this.runs, navigation.param('run')),
  );
  /** Changes when there is something else to solve. */
  readonly problem = $derived.by(() => {
    const { source, subject } = this;
    return `${subject.key} ${subject.version} ${source === null || source === 'true' ? source : source.id}`;
  });

  get world(): FiniteWorld {
    return this.subject.world;
  }

  get messages(): Messages | null {
    return this.solved && this.solved.world === this.world ? this.solved.messages : null;
  }

  get view(): 'films' | 'compare' {
    return navigation.param('view') === 'compare' ? 'compare' : 'films';
  }
  set view(view) {
    navigation.set({ view: view === 'films' ? null : view });
  }

  get films(): Films {
    return navigation.param('films') === 'together' ? 'together' : 'towards';
  }
  set films(films) {
    navigation.set({ films: films === 'towards' ? null : films });
  }

  get layer(): Layer {
    return navigation.param('layer') === 'marginal' ? 'marginal' : 'value';
  }
  set layer(layer) {
    navigation.set({ layer: layer === 'value' ? null : layer });
  }

  readonly frames = $derived.by(() => framesAt(this.clock.at, this.messages?.horizon ?? 1, this.films));
  readonly state = $derived.by(() => {
    const known = (s: number | null) => s !== null && s < this.world.mdp.stateCount;
    if (known(this.cursor)) return this.cursor as number;
    if (known(this.pinned)) return this.pinned as number;
    const { initial } = this.world.mdp;
    return initial.indexOf(Math.max(...initial));
  });
  readonly maps: readonly MapOf[] = $derived.by(() => {
    const { messages, world } = this;
    if (!messages) return [];
    const span = this.wholeFilm ? 'film' : 'step';
    return this.view === 'films'
      ? filmMaps(messages, this.frames, world.mdp.stateCount, span)
      : comparedMaps(messages, this.clock.at + 1, world.mdp.stateCount, this.layer, span);
  });

  /** Step of the readout, 1..T: that of the map under the pointer; the forward film's when there is none. */
  readonly t = $derived.by(() => (this.maps.find(({ id }) => id === this.over) ?? this.maps[0])?.t ?? 1);
  readonly readout = $derived.by(() =>
    this.messages ? readState(this.world, this.messages, this.t, this.state) : null,
  );

  get limits() {
    return {
      horizon: longestHorizon(this.world.mdp, this.world.maxSteps),
      actionCount: this.world.mdp.actionCount,
    };
  }

  /** The arrows of a map. */
  policyOf({ policy, t }: MapOf): PolicyLayer | null {
    if (!policy || !this.messages || !this.arrows) return null;
    const { stateCount, actionCount } = this.world.mdp;
    return {
      probabilities: this.messages[policy].policy,
      offset: (t - 1) * stateCount * actionCount,
      role: 'learned',
    };
  }

  /** Reads the reward of the problem, and the settings that the address names, and solves. */
  async load(): Promise<void> {
    const loading = ++this.#loading;
    const { source, subject } = this;
    this.error = null;
    this.pinned = null;
    this.#reward = null;
    if (source === null) {
      this.solved = null;
      return;
    }
    try {
      const found = source === 'true' ? this.#trueReward(subject) : await this.#recovered(source);
      if (loading !== this.#loading || !found) return;
      this.#reward = found.reward;
      this.defaults = found.defaults;
      this.settings = readSettings(navigation.params, found.defaults, this.limits);
      this.#followed = named();
      await this.solve();
      if (loading !== this.#loading) return;
      this.clock.reset(this.settings.horizon - 1);
      this.#seekNamed();
    } catch (thrown) {
      if (loading === this.#loading) this.error = asLabError(thrown).toData();
    }
  }

  /** Takes over a slider's value and solves a moment later. */
  change(changes: Partial<Settings>): void {
    this.settings = { ...this.settings, ...changes };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.solve(), settle);
  }

  /** Writes settings and step into the address; when a slider is let go or the film stands still. */
  keep(): void {
    if (navigation.screen !== 'explorer') return;
    const t = this.clock.at === 0 ? null : String(this.clock.at + 1);
    navigation.set({ ...writeSettings(this.settings, this.defaults), t });
    this.#followed = named();
  }

  /** Takes over settings and step of an address that somebody else wrote: a link, or the way back. */
  follow(): void {
    if (!this.messages || navigation.screen !== 'explorer' || named() === this.#followed) return;
    this.#followed = named();
    const settings = readSettings(navigation.params, this.defaults, this.limits);
    if (JSON.stringify(settings) !== JSON.stringify(this.settings)) this.change(settings);
    if (!this.clock.playing) this.#seekNamed();
  }

  /** The messages at the settings of the moment. */
  async solve(): Promise<void> {
    const { world, settings } = this;
    const reward = this.#reward;
    if (!reward) return;
    const { horizon, temperature } = settings;
    this.solving = true;
    try {
      const prior = habitPrior(world.mdp, settings);
      const messages = await this.#solver.solve({ mdp: world.mdp, reward, horizon, temperature, prior });
      // Another request took this one's place and clears the flag itself.
      if (!messages) return;
      this.solved = { world, messages };
      this.clock.extend(horizon - 1);
      this.error = null;
      this.solving = false;
    } catch (thrown) {
      this.solving = false;
      this.error = asLabError(thrown).toData();
    }
  }

  /** Another world, with its own settings and the same view; a step in the history. */
  choose(key: string): void {
    const [kind, id] = key.split(/:(.*)/);
    const { view, films, layer } = navigation.params;
    const kept = Object.entries({ view, films, layer }).filter(([, value]) => value !== undefined);
    navigation.go('explorer', { ...Object.fromEntries(kept), [kind]: id });
  }

  /** Another reward of the same world. */
  chooseReward(id: string): void {
    const { environmentId } = this.subject;
    navigation.set({ environment: environmentId, run: id, T: null, alpha: null, t: null });
  }

  /** The gallery's worlds that the lab has no environment of the same name for; the one shown in any case. */
  get presets(): readonly Preset[] {
    const own = new Set(this.#lab.environments.map(({ name }) => name));
    return presets.filter((preset) => !own.has(preset.name) || preset === this.subject.preset);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#loading++;
    this.clock.pause();
    this.#solver.dispose();
  }

  #seekNamed(): void {
    const t = Number(navigation.param('t') ?? 1);
    if (Number.isInteger(t) && t !== this.clock.at + 1) this.clock.seek(t - 1);
  }

  #trueReward({ world, preset }: Subject) {
    const horizon = Math.min(preset?.horizon ?? usualHorizon, this.limits.horizon);
    const defaults: Settings = { horizon, temperature: 1, habit: 0, strength: 0 };
    const reward = knownReward(world);
    return reward && { reward, defaults };
  }

  async #recovered(run: Run) {
    const { id } = run;
    const [recovered, solved] = await Promise.all([
      this.#lab.client.runs.reward({ id }),
      this.#lab.client.runs.policy({ id, from: 0, count: 1 }),
    ]);
    const [reward, policy] = [tableOf(recovered), tableOf(solved)];
    const { stateCount, actionCount } = this.world.mdp;
    if (!reward || reward.reward.length !== stateCount * actionCount)
      throw new LabError('NotFound', 'The reward of this run does not fit the world as it is now.', {
        where: run.name,
        remedy: 'Choose another reward, or run the inference again.',
      });
    const planned = policy && policy.horizon > 0 ? policy.horizon : usualHorizon;
    const horizon = Math.min(planned, this.limits.horizon);
    const defaults: Settings = { horizon, temperature: policy?.temperature ?? 1, habit: 0, strength: 0 };
    return { reward: reward.reward, defaults };
  }
}
