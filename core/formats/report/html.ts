/** A comparison as one self-contained page: no scripts, no requests, pictures as SVG. */
import type { Comparison, ComparisonRow, Dataset, EnvironmentRow } from '../../contract/index.ts';
import { finiteSpecOf } from '../../environments/index.ts';
import { buildWorld, type FiniteWorld, type GridLayout } from '../../mdp/index.ts';
import { binShares, commonBins, histogram } from './histogram.ts';
import { differenceMap, heatMap } from './map.ts';
import { style } from './style.ts';
import { comparisonTable, definitions } from './table.ts';
import { escapeHtml, percent, shortNumber } from './text.ts';

/** What the report says besides the comparison's own numbers. */
export interface ReportContext {
  readonly dataset: Dataset;
  readonly environment: EnvironmentRow;
}

const meanings = [
  ['start', 'S start'],
  ['goal', '★ goal'],
  ['terminal', '■ end'],
  ['object', '● object'],
  ['jump', '↷ jump'],
  ['hazard', '✕ hazard'],
] as const;

/** What the symbols of this layout mean. */
function legend({ marks }: GridLayout): string {
  const kinds = new Set<string>(marks.map((mark) => mark.kind));
  return meanings
    .filter(([kind]) => kinds.has(kind))
    .map(([, text]) => text)
    .join(' · ');
}

/** States listed for worlds that are no grid. */
const listedStates = 12;

const largest = (values: Iterable<number>) => {
  let most = 0;
  for (const value of values) most = Math.max(most, value);
  return most;
};

const figure = (caption: string, about: string, picture: string) =>
  `<figure><figcaption>${escapeHtml(caption)}<span>${escapeHtml(about)}</span></figcaption>${picture}</figure>`;

function maps({ expertVisitation, rows }: Comparison, layout: GridLayout): string {
  const most = largest([expertVisitation, ...rows.map((row) => row.visitation)].map((of) => largest(of)));
  const gap = largest(
    rows.map((row) => largest(row.visitation.map((share, s) => Math.abs(share - expertVisitation[s])))),
  );
  const visits = rows.map((row) =>
    figure(
      row.label,
      'Where the policy goes',
      heatMap(layout, row.visitation, most, 'learned', `Visitation of ${row.label}`),
    ),
  );
  const differences = rows.map((row) =>
    figure(
      row.label,
      'Demonstrations minus policy',
      differenceMap(
        layout,
        expertVisitation,
        row.visitation,
        gap,
        `Visitation of the demonstrations minus that of ${row.label}`,
      ),
    ),
  );
  const expert = figure(
    'Demonstrations',
    'Where the expert goes',
    heatMap(layout, expertVisitation, most, 'expert', 'Visitation of the demonstrations'),
  );
  return `<h2>Where they go</h2><p class="lead">Share of time in each cell, on one scale. Deeper is more; the deepest colour is ${percent(most)} of the steps. ${legend(layout)}</p>
<div class="cards">${expert}${visits.join('')}</div>
<h2>Where they differ</h2><p class="legend"><span><i class="e"></i>the expert is there more often</span><span><i class="l"></i>the policy is</span></p>
<div class="cards">${differences.join('')}</div>`;
}

function stateTable({ expertVisitation, rows }: Comparison, world: FiniteWorld): string {
  const order = [...expertVisitation.keys()]
    .sort((a, b) => expertVisitation[b] - expertVisitation[a])
    .slice(0, listedStates);
  const head = rows.map((row) => `<th scope="col">${escapeHtml(row.label)}</th>`).join('');
  const body = order.map(
    (s) =>
      `<tr><th scope="row">${escapeHtml(world.stateNames[s] ?? String(s))}</th><td>${percent(expertVisitation[s])}</td>${rows
        .map((row) => `<td>${percent(row.visitation[s])}</td>`)
        .join('')}</tr>`,
  );
  return `<h2>Where they go</h2><p class="lead">Share of time in the states that the demonstrations visit most.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Visitation by state"><table><thead><tr><th scope="col">State</th><th scope="col">Demonstrations</th>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}

function returns({ expertReturns, rows }: Comparison): string {
  const bins = commonBins([expertReturns, ...rows.map((row) => row.returns)]);
  if (bins === null) return '';
  const samples = [expertReturns, ...rows.map((row) => row.returns)].filter((sample) => sample.length > 0);
  const most = largest(samples.map((sample) => largest(binShares(sample, bins))));
  const about = (sample: Float64Array) =>
    `${sample.length} episodes, mean ${shortNumber(sample.reduce((sum, value) => sum + value, 0) / sample.length)}`;
  const one = (sample: Float64Array, label: string, side: 'expert' | 'learned') =>
    sample.length === 0
      ? ''
      : figure(label, about(sample), histogram(sample, expertReturns, bins, most, side, label));
  return `<h2>What they earn</h2><p class="lead">True returns on one scale${expertReturns.length > 0 ? '; the outline is the demonstrations’' : ''}.</p>
<div class="cards">${one(expertReturns, 'Demonstrations', 'expert')}${rows.map((row) => one(row.returns, row.label, 'learned')).join('')}</div>`;
}

/** The run that explains the demonstrations best, in a sentence. */
function summary(rows: readonly ComparisonRow[]): string {
  const runs = rows.filter((row) => row.subject.kind === 'run');
  if (runs.length === 0) return 'No run is compared; the rows are references.';
  const top = runs.reduce((a, b) => (b.logLikelihood.value > a.logLikelihood.value ? b : a));
  const how = `${shortNumber(top.logLikelihood.value)} nats per step, and its visits differ from the demonstrations’ by ${shortNumber(top.totalVariation.value)} in total variation`;
  return runs.length === 1
    ? `${top.label}: ${how}.`
    : `${top.label} explains the demonstrations best: ${how}.`;
}

/** The report as a whole HTML page. */
export function htmlReport(comparison: Comparison, { dataset, environment }: ReportContext): string {
  const world = buildWorld(finiteSpecOf(environment.spec, 'datasetId'));
  const title = `${dataset.name} in ${environment.name}`;
  const facts = [
    [String(dataset.demonstrations), 'demonstrations'],
    [String(dataset.steps), 'steps'],
    [`${dataset.minLength}–${dataset.maxLength}`, 'steps each'],
    [String(comparison.rollouts), 'rollouts per policy'],
    [String(comparison.seed), 'seed'],
  ].map(([number, what]) => `<li><b>${escapeHtml(number)}</b><span>${what}</span></li>`);
  const remarks = comparison.remarks.map((remark) => `<li>${escapeHtml(remark)}</li>`).join('');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)} · Apprentice</title><style>${style}</style></head>
<body><main><header><p class="kicker">Apprentice · comparison</p><h1>${escapeHtml(title)}</h1>
<p class="lead">${escapeHtml(summary(comparison.rows))}</p><ul class="facts">${facts.join('')}</ul></header>
${remarks === '' ? '' : `<section class="remarks" aria-label="Remarks"><h3>Read this first</h3><ul>${remarks}</ul></section>`}
<section><h2>In numbers</h2><p class="lead">Small print: 95 % bootstrap intervals. Shaded: the best run of its column. References are in italics.</p>${comparisonTable(comparison)}</section>
<section>${world.layout === null ? stateTable(comparison, world) : maps(comparison, world.layout)}</section>
<section>${returns(comparison)}</section>
<section><h2>What the numbers mean</h2>${definitions()}</section>
<footer>Dataset ${escapeHtml(dataset.id)}, content ${escapeHtml(dataset.contentHash)}. A recovered reward is known only up to what the demonstrations identify; its scale and offset carry no meaning.</footer>
</main></body></html>
`;
}
