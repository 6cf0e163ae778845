/** The findings of any run, by its algorithm. */
import { exactFacts, type Run, type RunMetrics } from '../../../../core/contract/index.ts';
import type { Space } from '../../../../core/environments/index.ts';
import { counted } from '../../charts/format.ts';
import { diagnose, diagnoseSolve } from './diagnosis.ts';
import type { Finding } from './finding.ts';
import { diagnoseTraining } from './forward-diagnosis.ts';
import { diagnoseGuided } from './guided-diagnosis.ts';

/** How a failed run ended, and what there is of it. */
function failure({ iteration }: Pick<Run, 'iteration'>): Finding {
  if (iteration === 0)
    return {
      tone: 'attention',
      text: 'failed before its first iteration',
      detail: 'Nothing was learned. Change the settings and start it again.',
    };
  return {
    tone: 'attention',
    text: `failed after ${counted(iteration, 'iteration')}`,
    detail:
      'What it had learned by then is kept, its curves with it; the last of them show what went wrong. Change the settings and start it again.',
  };
}

/** @param actions those of the run's world; null while it is not open */
export function findingsOf(
  run: Pick<Run, 'spec' | 'status' | 'diagnostics' | 'iteration'>,
  metrics: RunMetrics,
  actions: Space | null,
): Finding[] {
  const findings = byAlgorithm(run, metrics, actions);
  return run.status === 'failed' ? [failure(run), ...findings] : findings;
}

function byAlgorithm(
  { spec, status, diagnostics }: Pick<Run, 'spec' | 'status' | 'diagnostics'>,
  metrics: RunMetrics,
  actions: Space | null,
): Finding[] {
  switch (spec.algorithm) {
    case 'maxent-irl':
    case 'deep-maxent-irl':
      return diagnose({ status, metrics, diagnostics: exactFacts(diagnostics), settings: spec.settings });
    case 'soft-solve':
      return diagnoseSolve({ status, metrics, tolerance: spec.settings.tolerance });
    case 'guided-cost-learning': {
      const facts = diagnostics !== null && 'kind' in diagnostics ? diagnostics : null;
      return diagnoseGuided({ status, metrics, diagnostics: facts, settings: spec.settings });
    }
    case 'soft-actor-critic':
    case 'soft-q-learning':
    case 'soft-policy-gradient':
      return diagnoseTraining({ status, metrics, spec, actions });
  }
}
