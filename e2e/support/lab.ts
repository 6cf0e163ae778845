/** Lab files prepared before a server opens them, and looked into after it has closed them. */
import type { EnvironmentRow, FiniteExpert, LabClient, Source } from '../../core/contract/index.ts';
import { continuousExamples } from '../../core/environments/index.ts';
import { createDirectClient } from '../../core/hosts/direct/index.ts';
import { examples } from '../../core/mdp/index.ts';

/** Opens a lab file in this process (made when missing), works with it, and gives it back whatever happens. */
export async function inLab<T>(path: string, work: (client: LabClient) => Promise<T>): Promise<T> {
  const host = createDirectClient({ labPath: path, mode: 'open-or-create', workers: 1, now: Date.now });
  try {
    return await work(host.client);
  } finally {
    await host.close();
  }
}

/** Puts a world of the gallery into the lab. */
export function addExample(client: LabClient, id: string): Promise<EnvironmentRow> {
  const example = [...examples, ...continuousExamples].find((candidate) => candidate.id === id);
  if (!example) throw new Error(`The gallery has no world ${id}.`);
  return client.environments.create({ name: example.name, notes: '', spec: example.spec });
}

/** A scripted expert that chooses among good actions. */
export const softExpert: FiniteExpert = {
  kind: 'expert',
  expert: 'soft-optimal',
  temperature: 0.5,
  epsilon: 0.1,
  discount: 0.95,
};

/** Demonstrations of a scripted expert; answers with their ids, in the order recorded. */
export async function recordExpert(
  client: LabClient,
  asked: { environmentId: string; episodes: number; source: Source; tags: readonly string[] },
): Promise<string[]> {
  const { environmentId, episodes, source, tags } = asked;
  return (await client.recording.expert({ environmentId, source, episodes, seed: 1, tags: [...tags] })).ids;
}
