import { MessageChannelMain, type UtilityProcess, utilityProcess, type WebContents } from 'electron';
import { type CoreState, channels } from '../bridge.ts';
import { parseCoreMessage } from '../rules/core-messages.ts';
import {
  type CoreAction,
  type CoreEvent,
  type CorePhase,
  exitSentence,
  firstState,
  mayRestart,
  type Supervised,
  supervise,
} from '../rules/supervisor.ts';

/** How long a stopping core process may take to commit and close its file. */
const stopLimitMs = 5_000;

/** The core process of one lab file: started, watched, connected to the page, stopped. */
export class CoreProcess {
  readonly #entry: string;
  readonly #page: WebContents;
  readonly #exits = new Set<() => void>();
  /** Copies asked for and not answered yet, by their path. */
  readonly #copies = new Map<string, (problem: string | null) => void>();
  #labPath: string | null;
  #phase: CorePhase = firstState.state;
  #child: UtilityProcess | null = null;
  #pageWaits = false;

  /** `labPath` null opens the default lab file. */
  constructor({ entry, page, labPath }: { entry: string; page: WebContents; labPath: string | null }) {
    this.#entry = entry;
    this.#page = page;
    this.#labPath = labPath;
    this.#perform(firstState);
  }

  /** The lab file; null until a default one has been opened. */
  get labPath(): string | null {
    return this.#labPath;
  }

  /** Gives the page a port to the core, now or as soon as it is ready. */
  connectPage(): void {
    this.#pageWaits = true;
    if (this.#phase.phase === 'ready') this.#connect();
    this.#tellPage();
  }

  restart(): void {
    this.#pageWaits = true;
    this.#happen({ type: 'restart' });
  }

  /** Copies the lab file as it stands. Rejects when the core cannot, or ends before it has. */
  copyTo(path: string): Promise<void> {
    const child = this.#child;
    if (child === null || this.#phase.phase !== 'ready')
      return Promise.reject(new Error('The core process is not running; restart it first.'));
    return new Promise((resolve, reject) => {
      this.#copies.set(path, (problem) => (problem === null ? resolve() : reject(new Error(problem))));
      child.postMessage({ type: 'apprentice:copy', path });
    });
  }

  /** Asks the process to close its file and end; ends it by force when it does not. */
  async stop(): Promise<void> {
    if (this.#phase.phase === 'exited') return;
    const exited = new Promise<void>((resolve) => this.#exits.add(resolve));
    this.#happen({ type: 'stop' });
    const timer = setTimeout(() => this.#child?.kill(), stopLimitMs);
    await exited;
    clearTimeout(timer);
  }

  #happen(event: CoreEvent): void {
    this.#perform(supervise(this.#phase, event));
  }

  #perform({ state, actions }: Supervised): void {
    this.#phase = state;
    for (const action of actions) this.#do(action);
    if (state.phase === 'exited') {
      for (const path of this.#copies.keys())
        this.#copied(path, 'The core process ended before it had copied.');
      for (const resolve of this.#exits) resolve();
      this.#exits.clear();
    }
  }

  #copied(path: string, problem: string | null): void {
    this.#copies.get(path)?.(problem);
    this.#copies.delete(path);
  }

  #do(action: CoreAction): void {
    switch (action.do) {
      case 'fork':
        this.#fork();
        return;
      case 'connect-waiting':
        if (this.#pageWaits) this.#connect();
        return;
      case 'reject-waiting':
        // The page rejects its own pending calls when it hears of the exit and its port closes.
        this.#pageWaits = false;
        return;
      case 'ask-to-stop':
        this.#child?.postMessage({ type: 'apprentice:stop' });
        return;
      case 'kill':
        this.#child?.kill();
        return;
      case 'tell-page':
        this.#tellPage();
        return;
    }
  }

  #fork(): void {
    const args = ['--host', 'electron', ...(this.#labPath === null ? [] : ['--lab', this.#labPath])];
    const child = utilityProcess.fork(this.#entry, args, {
      serviceName: 'Apprentice core',
      stdio: 'inherit',
    });
    this.#child = child;
    child.on('message', (message: unknown) => {
      const parsed = parseCoreMessage(message);
      if (parsed === null || this.#child !== child) return;
      if (parsed.type === 'copied') return this.#copied(parsed.path, parsed.problem);
      if (parsed.type === 'ready') this.#labPath = parsed.labPath;
      this.#happen(parsed.type === 'ready' ? { type: 'ready' } : { type: 'failed', message: parsed.message });
    });
    child.on('exit', (exitCode) => {
      if (this.#child === child) this.#happen({ type: 'exit', exitCode });
    });
  }

  #connect(): void {
    if (this.#page.isDestroyed() || this.#child === null) return;
    const { port1, port2 } = new MessageChannelMain();
    this.#child.postMessage({ type: 'apprentice:connect' }, [port1]);
    this.#page.postMessage(channels.port, null, [port2]);
    this.#pageWaits = false;
  }

  #tellPage(): void {
    if (!this.#page.isDestroyed()) this.#page.send(channels.coreState, this.#pageState());
  }

  #pageState(): CoreState {
    const state = this.#phase;
    if (state.phase !== 'exited') return { phase: state.phase };
    return { phase: 'exited', reason: exitSentence(state.exit), mayRestart: mayRestart(state) };
  }
}
