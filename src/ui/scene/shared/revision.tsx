import type { RevisionModel } from '../../../view/stage-model.ts';
import './revision.css';

const colours = 6;
const patterns = 5;

/** Attributes that give an element the colour and the pattern of a revision. They repeat together after 30 revisions. */
export function revisionMark(index: number): Record<`data-rev-${'colour' | 'pattern'}`, number> {
  return { 'data-rev-colour': index % colours, 'data-rev-pattern': index % patterns };
}

/** A sample of a revision's colour and pattern, shown beside its hash. */
export function Swatch({ index }: Pick<RevisionModel, 'index'>) {
  return <span className="swatch" aria-hidden="true" {...revisionMark(index)} />;
}
