/** Files that leave the lab and come back: JSON of a lab, CSV and HTML reports of a comparison. */
export { csvField, csvReport, csvText } from './csv.ts';
export { exportLabJson } from './lab-json/export.ts';
export { type ImportedLab, importLabJson } from './lab-json/import.ts';
export type { LabSelection } from './lab-json/select.ts';
export { htmlReport, type ReportContext } from './report/html.ts';
