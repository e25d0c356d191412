import { beginning } from '../../view/words/beginning.ts';
import { useLayoutEffect, useRef } from 'react';
import { columnsOf, eventsAbout, type Inspected, inspectedObject, kindOf } from '../../view/inspect.ts';
import { dependentsOf } from '../../view/inspect-links.ts';
import { Icon } from '../kit/icons.tsx';
import { useLab, useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { Identity } from './identity.tsx';
import { LinkPicture } from './link-picture.tsx';
import { LiveYaml } from './live-yaml.tsx';
import './inspector.css';

/** The most dependents that are named; the rest is counted. */
const maxDependents = 12;

/** Details of one object at the shown moment: its relations, its Events, its YAML. */
export default function Inspector({ inspected }: { readonly inspected: Inspected }) {
  const { t } = useMessages();
  const lab = useLabInstance();
  const view = useLab((state) => state.view);
  const frame = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const object = inspectedObject(view, inspected);

  // A layout effect: the inspector has the focus as soon as it is visible, so that Escape closes it.
  useLayoutEffect(() => {
    const { current: element } = frame;
    const opener = document.activeElement as HTMLElement | null;
    heading.current?.focus();
    return () => {
      const { activeElement } = document;
      // If the focus has moved elsewhere meanwhile, it stays there.
      if (activeElement === document.body || element?.contains(activeElement)) opener?.focus();
    };
  }, []);

  const close = (): void => void lab.act('closeInspector');
  return (
    <aside
      ref={frame}
      className="inspector"
      aria-label={t('inspector.label', { name: inspected.name })}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        close();
      }}
    >
      <header>
        <h2 ref={heading} tabIndex={-1}>
          <span className="kind">{kindOf(view, inspected)}</span> {inspected.name}
        </h2>
        <button className="button small icon-only" aria-label={t('inspector.close')} onClick={close}>
          <Icon name="cross" />
        </button>
      </header>
      {object === undefined ? (
        <p className="panel-empty">{t('inspector.gone', { name: inspected.name })}</p>
      ) : (
        <>
          <Columns inspected={inspected} />
          <Identity inspected={inspected} />
          <LinkPicture inspected={inspected} />
          <Dependents inspected={inspected} />
          <EventList inspected={inspected} />
          <LiveYaml object={object} />
        </>
      )}
    </aside>
  );
}

/** Shows the columns of kubectl get. */
function Columns({ inspected }: { readonly inspected: Inspected }) {
  const view = useLab((state) => state.view);
  const second = useLab((state) => Math.floor(state.now / 1000));
  const object = inspectedObject(view, inspected);
  if (object === undefined) return null;
  return (
    <dl className="inspector-columns">
      {columnsOf(view, inspected, object, second * 1000).map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Dependents({ inspected }: { readonly inspected: Inspected }) {
  const { t } = useMessages();
  const lab = useLabInstance();
  const view = useLab((state) => state.view);
  const dependents = dependentsOf(view, inspected);
  if (dependents.length === 0) return null;
  return (
    <nav className="inspector-dependents" aria-label={t('inspector.dependents')}>
      {dependents.slice(0, maxDependents).map((object) => (
        <button
          key={`${object.resource}/${object.name}`}
          className="button small"
          onClick={() => lab.act('inspect', object)}
        >
          <span className="kind">{kindOf(view, object)}</span> {object.name}
        </button>
      ))}
      {dependents.length > maxDependents && <span>+{dependents.length - maxDependents}</span>}
    </nav>
  );
}

function EventList({ inspected }: { readonly inspected: Inspected }) {
  const { t } = useMessages();
  const object = useLab((state) => inspectedObject(state.view, inspected));
  const events = useLab((state) => state.events);
  const about = object === undefined ? [] : eventsAbout(events, object);
  if (about.length === 0) return null;
  return (
    <ul className="inspector-events" tabIndex={0} aria-label={t('events.label')}>
      {about.slice(-6).map(({ metadata, type, reason, message, count }) => (
        <li key={metadata.uid} data-type={type}>
          <b>{reason}</b> {beginning(message)}
          {count > 1 && ` (x${count})`}
        </li>
      ))}
    </ul>
  );
}
