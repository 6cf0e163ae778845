import { expect, test } from 'vitest';
import { algorithmIds, type EnvironmentRow } from '../../../../core/contract/index.ts';
import { families, methodIn, methodsOf, unsuitable } from './methods.ts';

const world = (kind: 'gridworld' | 'Pendulum-v1') =>
  ({ name: kind, spec: { kind: kind === 'gridworld' ? kind : 'classic-control' } }) as EnvironmentRow;

test('every algorithm is offered once, in its family', () => {
  const offered = families.flatMap(({ id }) => methodsOf(id));
  expect([...offered].sort()).toEqual([...algorithmIds].sort());
});

test('exact methods say why they cannot work in a continuous world; the rest work anywhere', () => {
  const pendulum = world('Pendulum-v1');
  const barred = algorithmIds.filter((id) => unsuitable(id, pendulum) !== null);
  expect(barred).toEqual(['maxent-irl', 'deep-maxent-irl', 'soft-solve']);
  expect(unsuitable('maxent-irl', pendulum)).toBe(
    'Needs states that can be counted; Pendulum-v1 is continuous.',
  );
  expect(algorithmIds.every((id) => unsuitable(id, world('gridworld')) === null)).toBe(true);
  expect(unsuitable('maxent-irl', null)).toBeNull();
});

test('a method that cannot work is replaced by the first choice of its family', () => {
  expect(methodIn('deep-maxent-irl', world('Pendulum-v1'))).toBe('guided-cost-learning');
  expect(methodIn('soft-solve', world('Pendulum-v1'))).toBe('soft-actor-critic');
  expect(methodIn('soft-policy-gradient', world('gridworld'))).toBe('soft-policy-gradient');
});
