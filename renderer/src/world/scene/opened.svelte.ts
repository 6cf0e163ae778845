/** Simulators of specs, opened once. Some kinds load their machinery first, so that they come later. */
import { SvelteMap } from 'svelte/reactivity';
import {
  type EnvironmentSpec,
  isFiniteSpec,
  openEnvironment,
  Simulation,
} from '../../../../core/environments/index.ts';

const most = 48;
const opened = new SvelteMap<string, Simulation>();
const asked = new Set<string>();

/**
 * The simulator of a continuous environment, shared by all who only look; null for a finite one and until it is loaded.
 * Whoever reads this in an effect or a derived value is told when it has come.
 */
export function simulationOf(spec: EnvironmentSpec | null | undefined): Simulation | null {
  if (!spec || isFiniteSpec(spec)) return null;
  const key = JSON.stringify(spec);
  const known = opened.get(key);
  if (known) return known;
  if (!asked.has(key)) {
    asked.add(key);
    openEnvironment(spec).then(
      (made) => {
        if (made.kind !== 'continuous') return;
        opened.set(key, made.environment);
        const oldest = opened.keys().next().value;
        if (opened.size > most && oldest !== undefined) {
          opened.delete(oldest);
          asked.delete(oldest);
        }
      },
      // Asked again with the next picture; whoever needs it to work opens it themselves and hears why not.
      () => asked.delete(key),
    );
  }
  return null;
}

/** A simulator of one's own, to step, beside one that is shared. */
export const ownSimulation = (shared: Simulation): Simulation => new Simulation(shared.dynamics);
