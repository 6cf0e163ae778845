/** The list of lab files opened lately, newest first. */

const longest = 10;

/** File name of a path of either system. */
export function labName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** The list with `path` first, without doubles, at most ten. */
export function rememberLab(recent: readonly string[], path: string): string[] {
  return [path, ...recent.filter((other) => other !== path)].slice(0, longest);
}

/** The list without files that are gone. */
export function withoutMissing(recent: readonly string[], exists: (path: string) => boolean): string[] {
  return recent.filter(exists);
}

/** Reads a stored list; anything that is not one is an empty list. */
export function parseRecentLabs(text: string | null): string[] {
  if (text === null) return [];
  try {
    const stored: unknown = JSON.parse(text);
    if (!Array.isArray(stored)) return [];
    return stored.filter((path): path is string => typeof path === 'string' && path !== '').slice(0, longest);
  } catch {
    return [];
  }
}
