#!/usr/bin/env node
// The package's command. In a checkout it runs the sources; installed as a package, the built command line.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch } from './launch.mjs';
import { oldestForPackage, oldestForSources } from './node-version.mjs';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const source = at('../core/cli/main.ts');
const built = at('../dist/core/cli.js');
// Node does not run TypeScript inside node_modules, so an installed package never uses its sources.
const inCheckout = existsSync(source) && !source.split(/[\\/]/).includes('node_modules');

await launch({
  file: inCheckout ? source : built,
  argv: process.argv.slice(2),
  oldest: inCheckout ? oldestForSources : oldestForPackage,
});
