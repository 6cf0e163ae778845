import { posix, win32 } from 'node:path';

/** What decides where the app keeps its files. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly home: string;
}

/**
 * The folder of the app's own files (the sample lab, the session secret): `APPRENTICE_HOME` where that is set,
 * otherwise the platform's folder for application data.
 *
 * @returns an absolute path where the surroundings name absolute ones
 */
export function dataDirectory({ env, platform, home }: Surroundings): string {
  const path = platform === 'win32' ? win32 : posix;
  if (env.APPRENTICE_HOME) return path.resolve(env.APPRENTICE_HOME);
  if (platform === 'win32')
    return path.join(env.APPDATA || path.join(home, 'AppData', 'Roaming'), 'Apprentice');
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Apprentice');
  // The XDG rules: relative values are to be ignored.
  const data = env.XDG_DATA_HOME;
  return path.join(data && path.isAbsolute(data) ? data : path.join(home, '.local', 'share'), 'Apprentice');
}
