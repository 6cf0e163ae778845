/** Files that leave the lab and come back: JSON of a lab, CSV of demonstrations, CSV and HTML reports of a comparison. */
export { csvField, csvReport, csvText } from './csv.ts';
export { importEpisodesCsv } from './episodes-csv/import.ts';
export { exportEpisodesCsv } from './episodes-csv/write.ts';
export { exportLabJson } from './lab-json/export.ts';
export { type ImportedLab, importLabJson } from './lab-json/import.ts';
export type { LabSelection } from './lab-json/select.ts';
export { htmlReport, type ReportContext } from './report/html.ts';
