import {
  type EnvironmentRow,
  type ExpertSource,
  type FiniteExpert,
  isFiniteEnvironment,
  type LabClient,
} from '../../contract/index.ts';
import { type Given, UsageError } from '../command.ts';
import { byIdOrName } from './by-name.ts';

const finiteExperts: readonly FiniteExpert['expert'][] = [
  'soft-optimal',
  'optimal',
  'random',
  'epsilon-mixed',
];

/** What --help says of experts. */
export const expertHelp = `  --expert KIND        finite worlds: ${finiteExperts.join(', ')};
                       continuous ones: their own by name (a wrong name lists them); policy: what a run learned
  --run NAME           the run of a policy, by name or id
  --mode               act as the policy does without its noise
  --noise X            of a continuous environment's expert, as a share of the range of actions (left out: 0)
  --temperature X      of a soft-optimal expert (left out: 1)
  --epsilon X          share of random steps of an epsilon-mixed expert (left out: 0.1)
  --discount X         how far the expert looks ahead (left out: 0.95; in continuous environments 0.99)`;

export const expertOptions = {
  expert: { type: 'string' },
  run: { type: 'string' },
  mode: { type: 'boolean' },
  noise: { type: 'string' },
  temperature: { type: 'string' },
  epsilon: { type: 'string' },
  discount: { type: 'string' },
} as const;

/** The name of an expert; a call without one is wrong before anything is opened. */
export function expertName(given: Given): string {
  const name = given.text('expert');
  if (name === null) throw new UsageError('Say who records: --expert KIND.');
  return name;
}

/** The expert that a call asks for in an environment. */
export async function expertSourceOf(
  given: Given,
  environment: EnvironmentRow,
  client: LabClient,
): Promise<ExpertSource> {
  const name = expertName(given);
  if (name === 'policy') {
    const run = given.text('run');
    if (run === null) throw new UsageError('Say whose policy drives: --run NAME.');
    const { id } = byIdOrName(await client.runs.list({}), run, 'run');
    return { kind: 'expert', expert: 'policy', runId: id, choosing: given.flag('mode') ? 'mode' : 'sample' };
  }
  const temperature = given.number('temperature') ?? 1;
  if (!isFiniteEnvironment(environment))
    return {
      kind: 'expert',
      expert: 'scripted',
      script: name,
      noise: given.number('noise') ?? 0,
      temperature,
      discount: given.number('discount') ?? 0.99,
    };
  const expert = finiteExperts.find((kind) => kind === name);
  if (expert === undefined)
    throw new UsageError(`--expert is one of ${finiteExperts.join(', ')}, policy here.`);
  return {
    kind: 'expert',
    expert,
    temperature,
    epsilon: given.number('epsilon') ?? 0.1,
    discount: given.number('discount') ?? 0.95,
  };
}
