/** Drives a world that does not wait: ticks at its rate, steered by whatever devices say at each of them. */
import type { Simulation } from '../../../../core/environments/index.ts';
import { LiveInput } from './controls/live-input.svelte.ts';
import { fullScale, type Scheme, schemeOf } from './controls/scheme.ts';
import { ActionMaker } from './controls/steer.ts';
import { TickSchedule } from './pacing/tick-schedule.ts';
import type { Ticker } from './pacing/ticker.ts';
import type { Device, RecordController } from './record-controller.svelte.ts';

/** Shares of its own rate at which a world can be driven: a pole is easier to hold in slow motion. */
export type Pace = 1 | 0.5 | 0.25;

export interface Pause {
  /** null: the person asked for it. */
  readonly reason: string | null;
}

export class LiveDriver {
  readonly controller: RecordController;
  readonly input: LiveInput;
  paused = $state.raw<Pause | null>(null);
  pace = $state<Pace>(1);
  /** Milliseconds the last tick was late, and the worst of the take. */
  lateness = $state(0);
  worst = $state(0);
  lateTicks = $state(0);
  #ticker: () => Ticker;
  #openTicker: Ticker | null = null;
  #now: () => number;
  #schedule: TickSchedule | null = null;
  #maker: ActionMaker | null = null;
  #starting = false;

  #schemeOf: { readonly simulation: Simulation; readonly scheme: Scheme } | null = null;

  /** @param ticker opens what wakes the driver, when it is first needed */
  constructor(controller: RecordController, ticker: () => Ticker, now: () => number) {
    this.controller = controller;
    this.#ticker = ticker;
    this.#now = now;
    this.input = new LiveInput(() => this.scheme);
  }

  /** How the world that is open is steered; null where it waits for each action. */
  get scheme(): Scheme | null {
    const { environment, simulation } = this.controller;
    if (!environment || !simulation) return null;
    if (this.#schemeOf?.simulation !== simulation)
      this.#schemeOf = {
        simulation,
        scheme: schemeOf(environment.spec, simulation.actionSpace, this.#size),
      };
    return this.#schemeOf.scheme;
  }

  /** Steps per second that are aimed at: of the take under way, or of the next. */
  get rate(): number {
    const { phase, targetRate, simulation } = this.controller;
    const driven = phase === 'driving' || phase === 'ended' ? targetRate : null;
    return driven ?? (simulation?.rate ?? 0) * this.pace;
  }

  get running(): boolean {
    return this.controller.phase === 'driving' && this.paused === null;
  }

  /** Half the larger side of the picture. */
  get #size(): number {
    const view = this.controller.simulation?.scene().view;
    return view ? Math.max(view.right - view.left, view.top - view.bottom) / 2 : 1;
  }

  /** From the first state, with the device that said so. */
  async start(device: Device): Promise<void> {
    if (this.#starting || this.controller.phase !== 'ready') return;
    this.#starting = true;
    this.input.leading = device;
    const started = await this.controller.start(device);
    this.#starting = false;
    const { environment, simulation } = this.controller;
    if (!started || !environment || !simulation) return;
    const full = fullScale(environment.spec, simulation.actionSpace, this.#size, simulation.rate);
    this.#maker = new ActionMaker(simulation.actionSpace, full);
    const rate = simulation.rate * this.pace;
    this.controller.targetRate = rate;
    this.#schedule = new TickSchedule(rate);
    this.paused = null;
    this.lateness = 0;
    this.worst = 0;
    this.lateTicks = 0;
    this.input.begin(simulation.scene());
    this.#schedule.run(this.#now());
    this.#wake();
  }

  /** For the takes to come. */
  setPace(pace: Pace): void {
    this.pace = pace;
  }

  pause(reason: string | null): void {
    if (this.running) this.#stand(reason);
  }

  #stand(reason: string | null): void {
    this.#schedule?.pause(this.#now());
    this.#openTicker?.cancel();
    this.paused = { reason };
  }

  resume(): void {
    if (this.controller.phase !== 'driving' || !this.paused || !this.#schedule) return;
    this.paused = null;
    this.#schedule.run(this.#now());
    this.#wake();
  }

  toggle(): void {
    if (this.paused) this.resume();
    else this.pause(null);
  }

  /** The screen is left: a take under way waits. */
  close(): void {
    this.pause('You left the screen.');
    this.#openTicker?.close();
    this.#openTicker = null;
  }

  #wake(): void {
    const schedule = this.#schedule;
    const { controller } = this;
    const { simulation } = controller;
    if (!schedule?.running || !simulation) return;
    // Being decided: should that fail, the take can go on.
    if (controller.phase !== 'driving') {
      this.#stand(null);
      return;
    }
    const due = schedule.due(this.#now());
    if (due.kind === 'stalled') {
      this.pause(
        `The window was held up for ${(due.lateness / 1000).toFixed(1)} s, so the world waited for you. No step was lost.`,
      );
      return;
    }
    for (let k = 0; k < due.count && controller.phase === 'driving'; k++) {
      const action = this.#maker?.make(this.input.sample(1 / simulation.rate, simulation));
      // The clock may have run on meanwhile, and a pause takes that back: times must not fall.
      if (action) controller.tick(action, due.time);
    }
    if (due.count > 0) this.#measure(due.lateness, due.count, schedule.period);
    if (controller.phase !== 'driving') return;
    this.#openTicker ??= this.#ticker();
    this.#openTicker.wakeIn(schedule.wait(this.#now()) ?? 0, () => this.#wake());
  }

  #measure(lateness: number, count: number, period: number): void {
    this.lateness = lateness;
    this.worst = Math.max(this.worst, lateness);
    for (let k = 0; k < count; k++) if (lateness - k * period > period / 2) this.lateTicks++;
  }
}
