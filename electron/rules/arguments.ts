/** Which lab file a start of the app is about. */
import { posix, win32 } from 'node:path';

/** The arguments meant for the app: without the executable, and without the app's folder when it is not packaged. */
export function ownArguments(argv: readonly string[], packaged: boolean): string[] {
  return argv.slice(packaged ? 1 : 2);
}

/**
 * The lab file named on a command line: after `--lab`, or the first argument ending in `.lab`, made absolute against
 * the folder that the start came from. Switches (Chromium adds its own to a second start) are passed over.
 */
export function labFromArguments(
  args: readonly string[],
  folder: string,
  platform: NodeJS.Platform,
): string | null {
  const flag = args.indexOf('--lab');
  const named =
    args.find((arg) => arg.startsWith('--lab='))?.slice('--lab='.length) ??
    (flag >= 0 ? args[flag + 1] : undefined) ??
    args.find((arg) => !arg.startsWith('-') && isLabFile(arg));
  if (named === undefined || named === '') return null;
  return (platform === 'win32' ? win32 : posix).resolve(folder, named);
}

/** By its ending, in any case. */
export function isLabFile(path: string): boolean {
  return /[^\\/]\.lab$/i.test(path);
}
