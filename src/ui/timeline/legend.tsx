import { markKinds } from '../../timeline/marks.ts';
import { Menu } from '../kit/menu.tsx';
import { useMessages } from '../kit/messages.tsx';
import { MarkShape } from './marks.tsx';

/** Explains the marks on the timeline. */
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
