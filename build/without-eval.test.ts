import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { mujocoModels } from '../core/environments/mujoco/models/index.ts';
import { withoutEval } from './without-eval.ts';

const packagePath = createRequire(import.meta.url).resolve('@mujoco/mujoco');
const original = readFileSync(packagePath, 'utf8');

test('no function is made from text any more', () => {
  const code = withoutEval(original);
  expect(original).toContain('new Function(');
  expect(code).not.toMatch(/new Function\(|\beval\(/);
  expect(() => withoutEval(code)).toThrow('has changed');
});

test('MuJoCo with closures in their place steps to the same bits', async () => {
  // Beside the package, where it finds its WebAssembly.
  const copy = packagePath.replace(/mujoco\.js$/, `without-eval-${process.pid}.mjs`);
  writeFileSync(copy, withoutEval(original));
  try {
    const run = async (url: string) => {
      const { default: load } = await import(/* @vite-ignore */ url);
      const mujoco = await load();
      const model = mujoco.MjModel.from_xml_string(mujocoModels['Hopper-v5']);
      const data = new mujoco.MjData(model);
      const state = new mujoco.DoubleBuffer(mujoco.mj_stateSize(model, 16383));
      for (let t = 0; t < 300; t++) {
        data.ctrl[t % 3] = Math.sin(t);
        mujoco.mj_step(model, data);
      }
      mujoco.mj_getState(model, data, state, 16383);
      const end = Array.from(state.GetView() as Float64Array);
      const name = model.geom(2).name;
      expect(() => mujoco.mj_step(model)).toThrow(/called with 1 arguments/);
      expect(() => mujoco.MjModel.from_xml_string('<nonsense/>')).toThrow();
      for (const one of [state, data, model]) one.delete();
      return { end, name };
    };
    const changed = await run(pathToFileURL(copy).href);
    expect(changed).toEqual(await run(pathToFileURL(packagePath).href));
    expect(changed.name).toBe('thigh');
  } finally {
    rmSync(copy);
  }
});
