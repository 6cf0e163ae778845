import packageJson from '../../package.json' with { type: 'json' };

/** The version of the app, as its package says. */
export const appVersion: string = packageJson.version;

/** What computes the numbers of finite worlds: double precision, compiled from these sources. */
export const engine = 'typescript-float64';

/** What a run's numbers may depend on besides its spec. */
export const runVersions = (): Record<string, string> => ({
  apprentice: appVersion,
  node: process.versions.node,
  v8: process.versions.v8,
  platform: `${process.platform}-${process.arch}`,
});
