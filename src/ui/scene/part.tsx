import { type ComponentType, lazy } from 'react';
import { useMessages } from '../kit/messages.tsx';

/** A part of the stage that is loaded when it is first looked at. The rest goes on working when it does not come. */
export const part = <Props extends object>(load: () => Promise<ComponentType<Props>>) =>
  lazy<ComponentType<Props>>(() =>
    load().then(
      (component) => ({ default: component }),
      () => ({ default: NotLoaded as ComponentType<Props> }),
    ),
  );

function NotLoaded() {
  const { t } = useMessages();
  return <p className="stage-missing">{t('banner.NotLoaded')}</p>;
}
