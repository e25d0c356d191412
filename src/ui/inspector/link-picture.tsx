import type { CSSProperties } from 'react';
import { type Inspected, kindOf } from '../../view/inspect.ts';
import { type Link, linksOf } from '../../view/inspect-links.ts';
import { useLab, useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';

/** Returns how many rows above a link its parent is. */
function riseOf(links: readonly Link[], index: number): number {
  const { depth } = links[index]!;
  for (let above = index - 1; above >= 0; above--) if (links[above]!.depth < depth) return index - above;
  return 0;
}

/** A tree of the object's relations: Pod → claim → volume, its node, and the owners. */
export function LinkPicture({ inspected }: { readonly inspected: Inspected }) {
  const { t } = useMessages();
  const lab = useLabInstance();
  const view = useLab((state) => state.view);
  const links = linksOf(view, inspected);
  if (links.length < 2) return null;
  return (
    <nav aria-label={t('inspector.path')}>
      <ol className="links">
        {links.map(({ object, tie, depth }, index) => (
          <li
            key={`${object.resource}/${object.name}`}
            style={{ '--depth': depth, '--rise': riseOf(links, index) } as CSSProperties}
            data-tie={tie}
          >
            {tie !== null && <span className="tie">{t(`tie.${tie}`)}</span>}
            <button
              className="button small"
              aria-current={object.resource === inspected.resource && object.name === inspected.name}
              onClick={() => lab.act('inspect', object)}
            >
              <span className="kind">{kindOf(view, object)}</span> {object.name}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
