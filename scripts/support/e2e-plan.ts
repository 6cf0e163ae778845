/** Which end-to-end suites a call runs, and why one is left out. */

export interface Surroundings {
  /** A Chromium was found. */
  readonly chromium: boolean;
  /** Electron's runtime was found. */
  readonly electron: boolean;
  /** There is a screen, real or virtual. */
  readonly screen: boolean;
  /** The Electron suite must run (set where the runtime is fetched beforehand). */
  readonly electronRequired: boolean;
}

export interface Plan {
  /** Arguments that choose the files. */
  readonly files: readonly string[];
  /** What is left out, in sentences. */
  readonly skipped: readonly string[];
  /** What is missing although it was needed, in sentences; then nothing runs. */
  readonly missing: readonly string[];
}

const electronFile = 'e2e/electron.e2e.ts';
/** These write the documentation's pictures; they run only when they are named. */
const isPictures = (file: string) => file.startsWith('e2e/pictures');

/** `asked` are suites (`chromium`, `electron`) or parts of file names; empty means every test. */
export function planE2e(
  asked: readonly string[],
  files: readonly string[],
  { chromium, electron, screen, electronRequired }: Surroundings,
): Plan {
  const wanted =
    asked.length === 0
      ? files.filter((file) => !isPictures(file))
      : files.filter((file) => asked.some((word) => matches(file, word)));
  const missing: string[] = [];
  const skipped: string[] = [];
  if (wanted.length === 0) missing.push(`No end-to-end test is called ${asked.join(' or ')}.`);
  const inChromium = wanted.filter((file) => file !== electronFile);
  if (inChromium.length > 0 && !chromium) missing.push('chromium');
  const needsElectron = wanted.includes(electronFile);
  const why = electron ? (screen ? null : 'there is no screen') : 'its runtime is not installed here';
  if (needsElectron && why !== null) {
    if (electronRequired) missing.push(`The Electron suite cannot run: ${why}.`);
    else skipped.push(`The Electron suite was skipped: ${why}.`);
  }
  return { files: needsElectron && why === null ? wanted : inChromium, skipped, missing };
}

function matches(file: string, word: string): boolean {
  if (word === 'electron') return file === electronFile;
  if (word === 'chromium') return file !== electronFile && !isPictures(file);
  return file.includes(word);
}
