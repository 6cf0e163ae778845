/** Applies the import rule to every source file; ends with 1 and says what to do when something breaks it. */
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { globalViolations, importViolation } from './import-rule.ts';
import { globalsOf, scriptOf, specifiersOf } from './source-reader.ts';
import { sourceFiles } from './support/files.ts';
import { repositoryRoot } from './support/paths.ts';

const builtins = new Set(builtinModules);
const files = sourceFiles(repositoryRoot, [
  'core',
  'renderer',
  'electron',
  'scripts',
  'bench',
  'build',
  'e2e',
  'tests',
]).filter((file) => /\.(ts|svelte)$/.test(file));

const violations = files.flatMap((file) => {
  const script = scriptOf(file, readFileSync(`${repositoryRoot}/${file}`, 'utf8'));
  const imports = specifiersOf(file, script).flatMap((specifier) => {
    const reason = importViolation({ file, specifier }, builtins);
    return reason === null ? [] : [`imports ${specifier}: ${reason}`];
  });
  return [...imports, ...globalViolations(file, globalsOf(file, script))].map((what) => `${file} ${what}`);
});

for (const violation of violations) console.error(violation);
console.log(
  violations.length === 0
    ? `${files.length} files keep the import rule.`
    : `${violations.length} imports break the rule of docs/architecture.md.`,
);
process.exitCode = violations.length === 0 ? 0 : 1;
