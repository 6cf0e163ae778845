/** The first steps on the sample lab: the whole loop once round. */
import type { EnvironmentRow, Run } from '../../../core/contract/index.ts';
import type { Params, ScreenId } from '../lab/navigation.svelte.ts';

export interface WelcomeStep {
  readonly screen: ScreenId;
  readonly params: Params;
  readonly title: string;
  readonly what: string;
}

/** Steps that lead to the sample's own world and run where they are still there. */
export function welcomeSteps(environments: readonly EnvironmentRow[], runs: readonly Run[]): WelcomeStep[] {
  const run = runs.find(({ status, spec }) => status === 'finished' && spec.algorithm === 'maxent-irl');
  const world = environments.find(({ id }) => id === run?.spec.environmentId) ?? environments[0];
  const ofWorld: Params = world ? { environment: world.id } : {};
  const ofRun: Params = run ? { run: run.id } : {};
  return [
    { screen: 'record', params: ofWorld, title: 'Drive', what: 'With the arrow keys' },
    { screen: 'infer', params: {}, title: 'Infer', what: 'Recover the reward' },
    { screen: 'replay', params: ofRun, title: 'Replay', what: 'Expert beside policy' },
    { screen: 'compare', params: ofRun, title: 'Compare', what: 'Read how close' },
  ];
}
