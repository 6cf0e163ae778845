/** The look of a report: light and dark by the reader's setting, and fit for paper. */
export const style = `
:root { color-scheme: light dark; --page: #fbfaf8; --card: #ffffff; --ink: #1d2330; --soft: #5c6575; --line: #e3e1dc;
  --expert: #d9661f; --learned: #2563c9; --wall: #4a5161; --best: #e8f0fc; }
@media (prefers-color-scheme: dark) { :root { --page: #14171d; --card: #1b1f27; --ink: #e8eaef; --soft: #9aa3b2;
  --line: #2c323d; --expert: #ff9a54; --learned: #6ea8ff; --wall: #6b7385; --best: #1e2f4a; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.55 system-ui, "Segoe UI", Roboto, sans-serif; }
main { max-width: 1180px; margin: 0 auto; padding: 48px 24px 72px; }
header p.kicker { margin: 0; color: var(--learned); font-size: 12px; font-weight: 650; letter-spacing: .09em; text-transform: uppercase; }
h1 { font-size: 32px; line-height: 1.2; margin: 6px 0 8px; letter-spacing: -.015em; text-wrap: balance; }
h2 { font-size: 19px; margin: 44px 0 4px; letter-spacing: -.005em; }
h3 { font-size: 14px; margin: 0 0 10px; }
p.lead { color: var(--soft); margin: 0 0 14px; max-width: 84ch; }
.facts { display: flex; flex-wrap: wrap; gap: 10px 32px; margin: 20px 0 0; padding: 0; list-style: none; }
.facts b { display: block; font-size: 20px; font-variant-numeric: tabular-nums; }
.facts span { color: var(--soft); font-size: 13px; }
.scroll { position: relative; overflow-x: auto; border: 1px solid var(--line); border-radius: 12px; background: var(--card); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { position: relative; padding: 9px 7px; font-size: 13.5px; text-align: right; vertical-align: top; white-space: nowrap; }
thead th { font-size: 12px; font-weight: 600; color: var(--soft); border-bottom: 1px solid var(--line); white-space: normal; vertical-align: bottom; }
th:first-child, td:first-child { padding-left: 16px; } th:last-child, td:last-child { padding-right: 16px; }
th:first-child { text-align: left; white-space: normal; min-width: 130px; }
tbody tr + tr > * { border-top: 1px solid var(--line); }
tbody th { font-weight: 600; }
tr.random th, tr.true-reward th { font-weight: 400; color: var(--soft); font-style: italic; }
td small { display: block; color: var(--soft); font-size: 10.5px; font-weight: 400; }
td.best { background: var(--best); font-weight: 650; }
abbr { text-decoration: none; cursor: help; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(240px, 1fr)); gap: 16px; }
figure { margin: 0; background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 14px; break-inside: avoid; }
figcaption { font-size: 13px; font-weight: 600; margin-bottom: 10px; }
figcaption span { display: block; font-weight: 400; color: var(--soft); font-size: 12px; }
svg { display: block; width: 100%; height: auto; }
svg.map { max-height: 300px; }
svg .expert { fill: var(--expert); } svg .learned { fill: var(--learned); }
svg .wall { fill: var(--wall); } svg .grid { fill: none; stroke: var(--line); stroke-width: .03; }
svg.map text { font: 600 .52px system-ui, sans-serif; text-anchor: middle; fill: var(--ink); }
svg .outline { fill: none; stroke: var(--expert); stroke-width: 1.5; } svg .axis { stroke: var(--line); }
svg.histogram text { font: 11px system-ui, sans-serif; fill: var(--soft); } svg .end { text-anchor: end; }
.legend { display: flex; gap: 18px; color: var(--soft); font-size: 13px; margin: 0 0 14px; }
.legend i { display: inline-block; width: 12px; height: 12px; border-radius: 3px; margin-right: 6px; vertical-align: -1px; }
.legend i.e { background: var(--expert); } .legend i.l { background: var(--learned); }
.remarks { border-left: 3px solid var(--expert); padding: 4px 0 4px 18px; margin: 20px 0 0; }
.remarks li { margin: 4px 0; } ul { padding-left: 18px; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); gap: 10px 28px; margin: 12px 0 0; font-size: 13px; }
dt { font-weight: 600; } dd { margin: 0; color: var(--soft); }
footer { margin-top: 48px; padding-top: 16px; border-top: 1px solid var(--line); color: var(--soft); font-size: 12px; overflow-wrap: anywhere; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media print { body { background: #fff; } main { padding: 0; } .scroll { overflow: visible; } }
`;
