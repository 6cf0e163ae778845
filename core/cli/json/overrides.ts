/** The input with fields of the command line in place of its own. Nulls leave the input's. */
export function withOverrides(
  json: unknown,
  fields: Readonly<Record<string, string | number | null>>,
): unknown {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return json;
  const given = Object.entries(fields).filter(([, value]) => value !== null);
  return { ...json, ...Object.fromEntries(given) };
}
