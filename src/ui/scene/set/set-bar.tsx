import type { ReactNode } from 'react';
import { InspectButton } from '../../kit/inspect-button.tsx';
import { useLab, useLabInstance, useCan } from '../../kit/lab.tsx';
import { later } from '../../kit/later.tsx';
import { Menu } from '../../kit/menu.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { Policies } from './policies.tsx';
import { RevisionRail } from './revision-rail.tsx';
import { TemplateCard } from './template-card.tsx';
import './set-bar.css';

/** The StatefulSet: its name, policies, template and revisions. */
export function SetBar({ children }: { readonly children?: ReactNode }) {
  return (
    <header className="set">
      <div className="set-id">
        <SetName />
        <Policies />
        <div className="set-actions">
          {children}
          <DeleteSet />
        </div>
      </div>
      <TemplateCard />
      <RevisionRail />
    </header>
  );
}

function SetName() {
  const { t } = useMessages();
  const lab = useLabInstance();
  const sets = useLab((state) => state.sets);
  const selected = useLab((state) => state.selected);
  const setName = useLab((state) => state.stage.setName);
  const namespace = useLab((state) => state.stage.namespace);
  const exists = useLab((state) => state.stage.setExists);
  const set = { resource: 'statefulsets', name: setName, namespace } as const;
  const nameOf = (key: { namespace: string; name: string }) =>
    key.namespace === 'default' ? key.name : `${key.namespace}/${key.name}`;
  return (
    <h2 className="set-name">
      <span className="kind">StatefulSet</span>
      {sets.length > 1 ? (
        <select
          aria-label={t('app.set')}
          value={nameOf(selected)}
          onChange={({ currentTarget: { value } }) => {
            const key = sets.find((set) => nameOf(set) === value);
            if (key !== undefined) lab.act('selectSet', key);
          }}
        >
          {sets.map((key) => (
            <option key={nameOf(key)}>{nameOf(key)}</option>
          ))}
        </select>
      ) : exists ? (
        <InspectButton object={set} />
      ) : (
        nameOf({ name: setName, namespace })
      )}
      {exists && sets.length > 1 && (
        <InspectButton className="set-look" object={set}>
          YAML
        </InspectButton>
      )}
    </h2>
  );
}

function DeleteSet() {
  const { t } = useMessages();
  const can = useCan('deleteSet');
  if (!can) return null;
  return (
    <Menu label={t('set.delete')} lazy>
      <WaysToDelete />
    </Menu>
  );
}

const WaysToDelete = later(() => import('./ways-to-delete.tsx').then((module) => module.WaysToDelete));
