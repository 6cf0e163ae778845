/** What a diagnosis is made of. */
import type { Trend } from './trend.ts';

export interface Finding {
  /** `good` needs nothing, `attention` wants a look, `plain` informs. */
  readonly tone: 'good' | 'attention' | 'plain';
  /** A clause that starts in lower case (or with a symbol), so that clauses join to one sentence. */
  readonly text: string;
  /** What it means and what to do about it. */
  readonly detail: string;
}

export const trendWords: Readonly<Record<Trend, string>> = {
  rising: ' and rising',
  falling: ' and falling',
  level: ' and steady',
  unknown: '',
};

/** A remark of the core, which is a sentence already. */
export const remarkFinding = (text: string): Finding => ({ tone: 'plain', text, detail: '' });

/** Names of mathematics keep their small letter. */
const capital = (text: string) =>
  text.startsWith('log Z') ? text : `${text[0].toUpperCase()}${text.slice(1)}`;

/** A clause as it stands alone. */
export const sentenceOf = ({ text }: Finding): string => capital(text);

/** The first findings as one sentence. */
export function inOneSentence(findings: readonly Finding[], most: number): string {
  const clauses = findings
    .filter((finding) => finding.detail !== '')
    .slice(0, most)
    .map((finding) => finding.text);
  return clauses.length === 0 ? '' : `${capital(clauses.join('; '))}.`;
}
