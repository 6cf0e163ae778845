/** Finding a Chromium for the end-to-end tests. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What a headless Chromium needs to run quietly in a container. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const;

/** Paths at which a Chromium may lie, best first. */
export function chromiumCandidates(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): string[] {
  const chosen = environment.CHROMIUM ? [environment.CHROMIUM] : [];
  if (platform === 'darwin')
    return [
      ...chosen,
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ];
  if (platform === 'win32') {
    const roots = [environment.PROGRAMFILES, environment['PROGRAMFILES(X86)'], environment.LOCALAPPDATA];
    const known = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return [...chosen, ...roots.flatMap((root) => (root ? known.map((path) => `${root}\\${path}`) : []))];
  }
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  return [
    ...chosen,
    '/usr/bin/chromium',
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
  ];
}

/** The first Chromium there is; null when there is none. */
export function findChromium(): string | null {
  return chromiumCandidates(process.platform, process.env).find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** How to get one. */
export const howToGetChromium =
  'The end-to-end tests need a Chromium: "apt-get install chromium" on Debian, or set CHROMIUM to a browser of that kind.';
