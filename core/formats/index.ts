/** Files that leave the lab and come back: JSON of a lab, CSV and HTML reports of a comparison. */
export { csvField, csvReport, csvText } from './csv.ts';
export { htmlReport, type ReportContext } from './report/html.ts';
