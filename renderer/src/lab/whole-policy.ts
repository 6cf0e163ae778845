import type { LabClient, TabularPolicy } from '../../../core/contract/index.ts';

/** The whole policy table of a run, read page by page; null when it has none. */
export async function wholePolicy(
  runs: Pick<LabClient['runs'], 'policy'>,
  id: string,
): Promise<TabularPolicy | null> {
  const first = await runs.policy({ id, from: 0, count: Number.MAX_SAFE_INTEGER });
  if (first?.kind !== 'tabular') return null;
  const { from: _, count, ...artifact } = first;
  const steps = Math.max(1, artifact.horizon);
  if (count === steps) return artifact;
  const policy = new Float64Array((artifact.policy.length / count) * steps);
  policy.set(artifact.policy);
  for (let read = count; read < steps; ) {
    const page = await runs.policy({ id, from: read, count: steps - read });
    if (page?.kind !== 'tabular') return null;
    policy.set(page.policy, (policy.length / steps) * read);
    read += page.count;
  }
  return { ...artifact, policy };
}
