import { expect, test } from 'vitest';
import { continuousExamples, parseContinuousSpec } from '../../../../core/environments/index.ts';
import { fieldOf, fieldText, parseField, specFields } from './spec-fields.ts';

test.each(continuousExamples.map(({ id, spec }) => [id, spec] as const))(
  '%s: what the form shows is read back as it was, and no setting is left out',
  (_, spec) => {
    const fields = specFields(spec.kind);
    const again: Record<string, unknown> = { ...spec };
    for (const field of fields) {
      const parsed = parseField(field, fieldText(spec, field.path));
      expect(parsed.ok).toBe(true);
      if (parsed.ok) again[field.path] = parsed.value;
    }
    expect(parseContinuousSpec(again)).toEqual(spec);
    const fixed = spec.kind === 'classic-control' || spec.kind === 'mujoco';
    const settings = Object.keys(spec).filter((key) => key !== 'kind' && key !== 'id');
    expect(fields.map(({ path }) => path).sort()).toEqual(fixed ? [] : settings.sort());
  },
);

test('what is no value is said in place; what is no good value is left to the core', () => {
  const [length] = specFields('highway').filter(({ path }) => path === 'lanes');
  expect(parseField(length, '2.5')).toEqual({ ok: false, error: 'Whole numbers only.' });
  expect(parseField(length, '')).toMatchObject({ ok: false });
  expect(parseField(length, '99')).toEqual({ ok: true, value: 99 });
  const [a] = specFields('linear-quadratic');
  expect(parseField(a, '[[1, 0],')).toMatchObject({ ok: false });
  expect([fieldOf('obstacles[2].radius'), fieldOf('A[0]'), fieldOf(undefined)]).toEqual([
    'obstacles',
    'A',
    '',
  ]);
});
