/** What can be known of the installers without Electron's runtime. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import type { Configuration } from 'electron-builder';

/** Everything that is wrong with a configuration, in sentences; empty when nothing is. */
export async function installerProblems(
  configuration: Configuration,
  { root, entry, dependencies }: { root: string; entry: string; dependencies: readonly string[] },
): Promise<string[]> {
  const resources = join(root, configuration.directories?.buildResources ?? 'build');
  const named = [configuration.mac?.icon, configuration.win?.icon, configuration.linux?.icon];
  const missing = [
    ...named.map((icon) => join(resources, String(icon))),
    join(root, String(configuration.mac?.entitlements)),
    join(root, entry),
  ].filter((path) => !existsSync(path));
  return [
    ...(await schemaProblems(configuration)),
    ...missing.map((path) => `${path} is not there.`),
    ...dependencies
      .filter((name) => !existsSync(join(root, 'node_modules', name)))
      .map((name) => `The package ${name}, which the app loads, is not installed.`),
  ];
}

async function schemaProblems(configuration: Configuration): Promise<string[]> {
  try {
    await validateConfiguration(configuration, new DebugLogger(false));
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
