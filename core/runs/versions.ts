import packageJson from '../../package.json' with { type: 'json' };

/** The version of the app, as its package says. */
export const appVersion: string = packageJson.version;

/** What the row of a run says until its job has chosen what computes. */
export const undecidedEngine = 'Chosen when the run starts.';

/** What a run's numbers may depend on besides its spec. */
export const runVersions = (): Record<string, string> => ({
  apprentice: appVersion,
  node: process.versions.node,
  v8: process.versions.v8,
  platform: `${process.platform}-${process.arch}`,
});
