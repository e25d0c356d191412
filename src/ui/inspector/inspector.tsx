import { useEffect, useMemo, useRef } from 'react';
import { eventsAbout, type Inspected, inspectedObject, objectYaml, pathFrom } from '../../store/inspect.ts';
import { Icon } from '../kit/icons.tsx';
import { useLab, useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import './inspector.css';

/** Singular, as kubectl prints them. */
const kinds: Partial<Record<Inspected['resource'], string>> = {
  pods: 'Pod',
  persistentvolumeclaims: 'PersistentVolumeClaim',
  persistentvolumes: 'PersistentVolume',
  nodes: 'Node',
  services: 'Service',
  statefulsets: 'StatefulSet',
  controllerrevisions: 'ControllerRevision',
};

/** One object, whole, as it is at the moment that is shown: what it rests on, what was reported about it, its YAML. */
export default function Inspector({ inspected }: { readonly inspected: Inspected }) {
  const { t } = useMessages();
  const lab = useLabInstance();
  const view = useLab((state) => state.view);
  const events = useLab((state) => state.events);
  const heading = useRef<HTMLHeadingElement>(null);
  const opener = useRef<Element | null>(null);
  const object = inspectedObject(view, inspected);
  const yaml = useMemo(() => (object === undefined ? '' : objectYaml(object)), [object]);
  const path = pathFrom(view, inspected);
  const about = object === undefined ? [] : eventsAbout(events, object);

  useEffect(() => {
    opener.current = document.activeElement;
    heading.current?.focus();
    // Back to where one came from.
    return () => (opener.current as HTMLElement | null)?.focus?.();
  }, []);

  const close = (): void => lab.set({ inspected: null });
  return (
    <aside
      className="inspector"
      aria-label={t('inspector.label', { name: inspected.name })}
      onKeyDown={({ key }) => {
        if (key === 'Escape') close();
      }}
    >
      <header>
        <h2 ref={heading} tabIndex={-1}>
          <span className="kind">{kinds[inspected.resource] ?? inspected.resource}</span> {inspected.name}
        </h2>
        <button className="button small icon-only" aria-label={t('inspector.close')} onClick={close}>
          <Icon name="cross" />
        </button>
      </header>
      {path.length > 1 && (
        <nav aria-label={t('inspector.path')}>
          {path.map((step) => (
            <button
              key={`${step.resource}/${step.name}`}
              className="button small"
              aria-current={step.resource === inspected.resource && step.name === inspected.name}
              onClick={() => lab.set({ inspected: step })}
            >
              <span className="kind">{kinds[step.resource]}</span> {step.name}
            </button>
          ))}
        </nav>
      )}
      {object === undefined ? (
        <p className="panel-empty">{t('inspector.gone', { name: inspected.name })}</p>
      ) : (
        <>
          {about.length > 0 && (
            <ul className="inspector-events" aria-label={t('events.label')}>
              {about.slice(-6).map(({ metadata, type, reason, message, count }) => (
                <li key={metadata.uid} data-type={type}>
                  <b>{reason}</b> {message}
                  {count > 1 && ` (x${count})`}
                </li>
              ))}
            </ul>
          )}
          <pre tabIndex={0} aria-label="YAML">
            {yaml}
          </pre>
        </>
      )}
    </aside>
  );
}
