/**
 * npm run bench: carries out every benchmark and prints one table; `--json` for machines, words choose by name. The long
 * ones run only by their own name: `npm run bench learning-curves`, with more words to choose among them.
 */
import { existsSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import type { Benchmark, Measurement } from './benchmark.ts';
import { ratio, report } from './report.ts';

const json = process.argv.includes('--json');
const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const long = ['oracles', 'learning-curves', 'soft-q-learning', 'deep-maxent', 'guided-cost'];
const named = long.filter((part) => asked.includes(part));
const parts =
  named.length > 0 ? named : ['solvers', 'inverse', 'environments', 'networks', 'store', 'bundle'];
const words = asked.filter((word) => !named.includes(word));

const measured: Measurement[] = [];
for (const part of parts) {
  const file = new URL(`./${part}.ts`, import.meta.url);
  if (!existsSync(file)) continue;
  const { benchmarks } = (await import(file.href)) as { benchmarks: readonly Benchmark[] };
  for (const benchmark of benchmarks) {
    const name = `${part}: ${benchmark.name}`;
    if (words.length > 0 && !words.some((word) => name.includes(word))) continue;
    if (!json) process.stderr.write(`${name} …\n`);
    measured.push(...(await benchmark.run()));
  }
}

const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, ${platform()}-${arch()}, Node ${process.versions.node}`;
process.stdout.write(
  json
    ? `${JSON.stringify({ machine, measurements: measured.map((one) => ({ ...one, ratio: ratio(one) })) })}\n`
    : `\n${report(measured)}\n${machine}\n`,
);
