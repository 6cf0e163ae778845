// node scripts/run.mjs NAME [arguments]: runs scripts/NAME.ts (or a path) under a Node that is new enough.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from '../bin/launch.mjs';
import { oldestForSources } from '../bin/node-version.mjs';

const [name = '', ...argv] = process.argv.slice(2);
const file = name.endsWith('.ts') ? resolve(name) : fileURLToPath(new URL(`./${name}.ts`, import.meta.url));

if (existsSync(file)) await launch({ file, argv, oldest: oldestForSources });
else {
  process.stderr.write(`There is no script "${name}".\n`);
  process.exitCode = 2;
}
