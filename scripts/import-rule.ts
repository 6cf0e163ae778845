/**
 * Which file may import what. A pure function, so that the rule is tested by itself; `check-imports.ts` applies it.
 */

/** The folders of core in order: each may import itself and those before it. */
export const coreOrder = [
  'base',
  'numerics',
  'mdp',
  'environments',
  'inference',
  'kernels',
  'networks',
  'forward',
  'inverse',
  'imitation',
  'evaluation',
  'contract',
  'store',
  'recording',
  'runs',
  'formats',
  'hosts',
  'cli',
] as const;

/** Folders of core that run in a page, a worker or Node alike: neither Node nor DOM. */
export const anywhere: ReadonlySet<string> = new Set([
  'base',
  'numerics',
  'mdp',
  'environments',
  'inference',
  'inverse',
  'evaluation',
  'contract',
]);

/** What the page may know of core. */
export const rendererMayImport: ReadonlySet<string> = new Set([
  'base',
  'numerics',
  'mdp',
  'environments',
  'inference',
  'contract',
]);

/** What the shell may know of core. */
const electronMayImport: ReadonlySet<string> = new Set(['base', 'contract', 'hosts']);

/** Packages that `anywhere` folders may use: they run everywhere themselves. */
const anywherePackages: ReadonlySet<string> = new Set([
  'zod',
  '@orpc/contract',
  '@orpc/client',
  '@mujoco/mujoco',
]);

export interface Import {
  /** Path from the repository's root with forward slashes, e.g. `core/mdp/spec.ts`. */
  readonly file: string;
  /** As written, e.g. `../base/errors.ts`, `node:fs`, `zod`. */
  readonly specifier: string;
}

const isTest = (file: string) => /\.(test|e2e)\.ts$/.test(file) || /(^|\/)(tests|testing)\//.test(file);
const folderOf = (path: string) => path.split('/')[0] ?? '';
const coreFolderOf = (path: string) => (folderOf(path) === 'core' ? (path.split('/')[1] ?? null) : null);

/** Files of the shell that load Electron itself; everything else in electron/ stays testable without it. */
export const isShellFile = (file: string) =>
  /^electron\/(main|preload)\.ts$/.test(file) || file.startsWith('electron/shell/');

/** Resolves a relative specifier against its file; null for packages and Node's own modules. */
export function targetOf({ file, specifier }: Import): string | null {
  if (!specifier.startsWith('.')) return null;
  const parts = file.split('/').slice(0, -1);
  for (const part of specifier.replace(/[?#].*$/, '').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** `@orpc/client/standard` is of the package `@orpc/client`. */
export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function relativeViolation(file: string, target: string): string | null {
  const from = folderOf(file);
  const to = folderOf(target);
  const toCore = coreFolderOf(target);

  if (isShellFile(target) && (!isShellFile(file) || isTest(file)))
    return `${target} loads Electron; move the decision to electron/rules/ and import it from there`;

  if (from === 'core') {
    if (target === 'package.json' && !anywhere.has(coreFolderOf(file) ?? '')) return null;
    if (to !== 'core')
      return `core runs without ${to || 'the repository root'}/; move what both need into core, or pass it in`;
    const own = coreOrder.indexOf(coreFolderOf(file) as (typeof coreOrder)[number]);
    const other = coreOrder.indexOf(toCore as (typeof coreOrder)[number]);
    if (own < 0 || other < 0)
      return `core/${own < 0 ? coreFolderOf(file) : toCore} is not a folder of core; add it to coreOrder in scripts/import-rule.ts`;
    if (other > own)
      return `core/${coreFolderOf(file)} comes before core/${toCore}; move the shared part up or pass it as an argument`;
  }
  if (from === 'renderer') {
    if (to === 'core' && !rendererMayImport.has(toCore ?? ''))
      return `the page may not import core/${toCore}; ask for it through the contract`;
    if (to === 'electron' && target !== 'electron/bridge.ts')
      return 'the page knows the shell only by electron/bridge.ts';
    if (to !== 'core' && to !== 'electron' && to !== 'renderer' && !isTest(file))
      return `the page may import renderer/ and parts of core only, not ${to}/`;
  }
  if (from === 'electron') {
    if (to === 'core' && !electronMayImport.has(toCore ?? ''))
      return `the shell holds no SQL and no maths; core/${toCore} belongs to the core process`;
    if (to === 'renderer') return 'the shell loads the page by its URL; it imports nothing of renderer/';
  }
  return null;
}

function packageViolation(file: string, specifier: string, builtins: ReadonlySet<string>): string | null {
  const name = packageOf(specifier.replace(/^node:/, ''));
  const isBuiltin = specifier.startsWith('node:') || builtins.has(name);
  if (name === 'electron' && !isBuiltin) {
    if (!isShellFile(file) || isTest(file))
      return 'importing electron outside electron/main.ts, preload.ts and shell/ starts its download; keep this file pure';
    return null;
  }
  if (isTest(file)) return null;
  const folder = coreFolderOf(file);
  if (folder !== null && anywhere.has(folder)) {
    if (isBuiltin)
      return `core/${folder} runs in pages and workers too; keep ${specifier} in store, runs, formats or hosts`;
    if (!anywherePackages.has(name))
      return `core/${folder} may use only ${[...anywherePackages].join(', ')}; ${name} belongs further out`;
  }
  if (folderOf(file) === 'renderer' && isBuiltin)
    return `the page has no Node; ask for it through the contract`;
  return null;
}

/**
 * Why `file` may not import `specifier`, with what to do instead; null when it may.
 * `builtins` are the names of Node's own modules without their prefix.
 */
export function importViolation(found: Import, builtins: ReadonlySet<string>): string | null {
  const target = targetOf(found);
  return target === null
    ? packageViolation(found.file, found.specifier, builtins)
    : relativeViolation(found.file, target);
}

/** Names that say a file reads the clock, unseeded randomness, Node or a page. */
const hiddenInputs: Readonly<Record<string, string>> = {
  'Math.random': 'take a random stream of core/base/random.ts as an argument',
  'Date.now': 'take the time as an argument',
  'performance.now': 'take the time as an argument',
  process: 'this folder runs in pages too; take what is needed as an argument',
  Buffer: 'this folder runs in pages too; use Uint8Array',
  document: 'this folder runs without a page',
  window: 'this folder runs without a page',
  localStorage: 'this folder runs without a page',
};

/** Why an `anywhere` file may not use a global, given the dotted names it uses but does not declare. */
export function globalViolations(file: string, globals: ReadonlySet<string>): string[] {
  const folder = coreFolderOf(file);
  if (folder === null || !anywhere.has(folder) || isTest(file)) return [];
  return [...globals].flatMap((name) => {
    const reason = hiddenInputs[name];
    return reason === undefined ? [] : [`uses ${name}: ${reason}`];
  });
}
