import type { Comparison } from '../../contract/index.ts';
import type { LabReader } from '../../store/api.ts';

/** A file name that every platform takes. */
export function fileNameOf(title: string, extension: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/[^\w -]+/g, '')
    .trim()
    .replace(/\s+/g, '-')
    .toLowerCase();
  return `${plain || 'comparison'}.${extension}`;
}

/** A comparison as a whole file. */
export async function exportComparison(
  reader: LabReader,
  comparison: Comparison,
  format: 'csv' | 'html' | 'json',
): Promise<{ fileName: string; mediaType: string; text: string }> {
  const dataset = reader.dataset(comparison.datasetId);
  const environment = reader.environment(comparison.environmentId);
  // Reports are seldom asked for; the core starts without them.
  const { csvReport, htmlReport } = await import('../../formats/index.ts');
  const fileName = fileNameOf(`comparison ${dataset.name}`, format);
  if (format === 'csv') return { fileName, mediaType: 'text/csv', text: csvReport(comparison) };
  if (format === 'html')
    return { fileName, mediaType: 'text/html', text: htmlReport(comparison, { dataset, environment }) };
  const plain = (_key: string, value: unknown) => (value instanceof Float64Array ? [...value] : value);
  return { fileName, mediaType: 'application/json', text: `${JSON.stringify(comparison, plain, 2)}\n` };
}
