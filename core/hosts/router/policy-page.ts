import { mostPolicyNumbers, type TabularPolicy, type TabularPolicyPage } from '../../contract/index.ts';

/**
 * Time steps `from` to `from + count` of a policy, fewer where it ends or where a page is full (never less than one).
 *
 * @param policy the whole policy, [T*S*A] or [S*A]
 */
export function policyPage(policy: TabularPolicy, from: number, count: number): TabularPolicyPage {
  const steps = Math.max(1, policy.horizon);
  const size = policy.policy.length / steps;
  const first = Math.min(from, steps - 1);
  const most = Math.max(1, Math.floor(mostPolicyNumbers / size));
  const last = Math.min(steps, first + Math.min(count, most));
  return {
    ...policy,
    from: first,
    count: last - first,
    policy: policy.policy.subarray(first * size, last * size),
  };
}
