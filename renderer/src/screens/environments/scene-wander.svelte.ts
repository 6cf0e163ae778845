/** A scripted expert that drives through a miniature while the pointer rests on it. */
import {
  type ContinuousSpec,
  createExpert,
  type Expert,
  expertsOf,
  type Scene,
  type Simulation,
} from '../../../../core/environments/index.ts';
import { ownSimulation } from '../../world/scene/opened.svelte.ts';
import { handleOf, type Trail } from '../../world/scene/trail.ts';

/** Frames a second at most; faster worlds take several steps for each. */
const frames = 30;
/** Seconds of rest after the end of an episode. */
const rest = 0.8;

export class SceneWander {
  scene = $state.raw<Scene | null>(null);
  trail = $state.raw<Trail | null>(null);
  /** The state that the scene shows. */
  state = $state.raw<Float64Array | null>(null);
  readonly #simulation: Simulation;
  readonly #spec: ContinuousSpec;
  #expert: Expert | null = null;
  #observation: ArrayLike<number> = [];
  #points: number[] = [];
  #episode = 0;
  #waiting = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(spec: ContinuousSpec, shared: Simulation) {
    this.#spec = spec;
    this.#simulation = ownSimulation(shared);
    this.#simulation.reset(1);
  }

  /** Starts driving, unless the system asks for stillness. */
  start(): void {
    if (this.#timer !== undefined || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    this.#begin();
    const pace = Math.max(1, Math.round(this.#simulation.rate / frames));
    this.#timer = setInterval(
      () => {
        for (let k = 0; k < pace && this.#timer !== undefined; k++) this.#step();
        this.#show();
      },
      (1000 * pace) / this.#simulation.rate,
    );
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.scene = null;
    this.state = null;
    this.trail = null;
  }

  #begin(): void {
    const seed = ++this.#episode;
    this.#expert ??= makeExpert(this.#spec);
    this.#expert.begin(seed);
    this.#observation = this.#simulation.reset(seed);
    this.#points = [];
    this.#waiting = 0;
    this.#note();
    this.#show();
  }

  #step(): void {
    if (this.#waiting > 0) {
      if (--this.#waiting === 0) this.#begin();
      return;
    }
    const simulation = this.#simulation;
    const action = (this.#expert as Expert).act(this.#observation, simulation.state);
    const { observation, terminated, truncated } = simulation.step(action);
    this.#observation = observation;
    this.#note();
    if (terminated || truncated) this.#waiting = Math.ceil(rest * simulation.rate);
  }

  #note(): void {
    const { x, y } = handleOf(this.#simulation.scene());
    this.#points.push(x, y);
  }

  #show(): void {
    this.scene = this.#simulation.scene();
    this.state = this.#simulation.state;
    this.trail = { points: this.#points, count: this.#points.length / 2, driver: 'expert' };
  }
}

/** The best scripted expert, with a little noise so that no two episodes are alike; chance where none can be made. */
function makeExpert(spec: ContinuousSpec): Expert {
  const settings = { noise: 0.02, temperature: 0.1, discount: 0.99 };
  const ids = expertsOf(spec).map(({ id }) => id);
  try {
    return createExpert(spec, ids[0], settings);
  } catch {
    // A navigation world without a way has no planner; the last expert of every world is chance.
    return createExpert(spec, ids[ids.length - 1], settings);
  }
}
