import { type Algorithm, algorithms } from './algorithms.ts';

/** What is asked of a spec that some version wrote. */
interface SpecOfAnyVersion {
  readonly algorithm: Algorithm;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** A spec as today's methods take it: a setting that came later has its default, one that is gone is left out. */
export function withToday<Spec extends SpecOfAnyVersion>(spec: Spec): Spec {
  const { definition, defaults } = algorithms[spec.algorithm];
  const kept = Object.entries(spec.settings).filter(([key]) => key in definition);
  return { ...spec, settings: { ...defaults(), ...Object.fromEntries(kept) } };
}
