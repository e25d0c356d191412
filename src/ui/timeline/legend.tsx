import { markKinds } from '../../timeline/marks.ts';
import { Menu } from '../kit/menu.tsx';
import { useMessages } from '../kit/messages.tsx';
import { MarkShape } from './marks.tsx';

/** What the marks on the timeline stand for. */
export function Legend() {
  const { t } = useMessages();
  return (
    <div className="legend">
      <Menu label={t('timeline.legend')} face={<MarkShape kind="revision" />}>
        <ul aria-label={t('timeline.legend')}>
          {markKinds.map((kind) => (
            <li key={kind}>
              <MarkShape kind={kind} /> {t(`legend.${kind}`)}
            </li>
          ))}
        </ul>
      </Menu>
    </div>
  );
}
