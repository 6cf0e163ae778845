/** Opening a page in the person's browser, where there is one. */
import { spawn } from 'node:child_process';

/** The command that opens a URL on a platform; null where there is no screen to open it on. */
export function openCommand(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
  url: string,
): { command: string; args: string[] } | null {
  if (platform === 'darwin') return { command: 'open', args: [url] };
  // Not through cmd.exe, whose "start" would read & and | in a URL.
  if (platform === 'win32') return { command: 'rundll32.exe', args: ['url.dll,FileProtocolHandler', url] };
  if (!environment.DISPLAY && !environment.WAYLAND_DISPLAY) return null;
  return { command: 'xdg-open', args: [url] };
}

/** Tries to open the page; a machine without a browser is no failure, the printed URL is enough. */
export function openPage(url: string): void {
  const opener = openCommand(process.platform, process.env, url);
  if (opener === null) return;
  const child = spawn(opener.command, opener.args, { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
