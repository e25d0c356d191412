import { useShallow } from 'zustand/react/shallow';
import { actions } from '../../store/actions/table.ts';
import type { LabState } from '../../store/state/lab-state.ts';
import type { Inspected } from '../../view/inspect.ts';
import { diskOf } from '../../view/pod/disk.ts';
import { podFacts } from '../../view/pod/pod-facts.ts';
import { outlookOf, type RolloutOutlook } from '../../view/rollout/outlook.ts';
import type { SlotModel } from '../../view/stage-model.ts';
import { useAct, useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { Swatch } from '../scene/shared/revision.tsx';

/** Returns the slot of an object: a Pod, a claim or a volume of the shown set. */
function slotOf({ stage }: LabState, { resource, name, namespace }: Inspected): SlotModel | undefined {
  if (resource === 'persistentvolumes') {
    return stage.slots.find(({ claims }) => claims.some(({ volume }) => volume?.name === name));
  }
  if (namespace !== stage.namespace) return undefined;
  if (resource === 'pods') return stage.slots.find(({ pod }) => pod?.name === name);
  if (resource !== 'persistentvolumeclaims') return undefined;
  return stage.slots.find(({ claims }) => claims.some((claim) => claim.name === name));
}

/** The identity of a slot's Pod: its revision, which parts are new and which have stayed, and the files on its disk. */
export function Identity({ inspected }: { readonly inspected: Inspected }) {
  const slot = useLab((state) => slotOf(state, inspected));
  if (slot === undefined) return null;
  return (
    <>
      {inspected.resource === 'pods' && <PodIdentity slot={slot} />}
      <Files slot={slot} />
      <WriteLine podName={slot.podName} />
    </>
  );
}

function PodIdentity({ slot }: { readonly slot: SlotModel }) {
  const { t } = useMessages();
  const outlook = useLab(useShallow(({ stage }): RolloutOutlook => outlookOf(slot, stage)));
  const { pod, replaced, claims, dns, podName } = slot;
  if (pod === null) return null;
  const { comparisonTitle, note } = podFacts(t, pod, outlook);
  const same = [podName, ...claims.map(({ name }) => name), dns.name].filter((name) => name !== null);
  return (
    <dl className="inspector-identity">
      <dt>controller-revision-hash</dt>
      <dd>
        <Swatch index={pod.revisionIndex} /> <code>{pod.revision}</code>
        {comparisonTitle !== null && <p>{comparisonTitle}</p>}
        {note?.kind === 'origin' && <p>{note.text}</p>}
      </dd>
      {replaced !== null && (
        <>
          <dt>{t('inspector.isNew')}</dt>
          <dd>
            <Change what="uid" was={replaced.uid.slice(0, 8)} is={pod.uid.slice(0, 8)} />
            <Change what="IP" was={replaced.ip} is={pod.ip} />
          </dd>
          <dt>{t('inspector.isSame')}</dt>
          <dd>
            <code>{same.join(t('narration.and'))}</code>
          </dd>
        </>
      )}
    </dl>
  );
}

function Change({ what, was, is }: { readonly what: string; readonly was: string | null; readonly is: string | null }) {
  if (is === null || was === is) return null;
  return (
    <p>
      {what}{' '}
      <code>
        {was ?? '–'} → <b>{is}</b>
      </code>
    </p>
  );
}

/** All files of the volumes, in full. */
function Files({ slot: { claims } }: { readonly slot: SlotModel }) {
  const { t } = useMessages();
  const volumes = claims.flatMap(({ name, volume }) => (volume?.files?.length ? [{ name, files: volume.files }] : []));
  return volumes.map(({ name, files }) => (
    <section key={name} className="inspector-files" aria-label={t('inspector.files', { name })}>
      <h3>{t('inspector.files', { name })}</h3>
      {files.map(({ path, content }) => (
        <pre key={path} tabIndex={0} aria-label={path}>
          <b>{path}</b>
          {`\n${content}`}
        </pre>
      ))}
    </section>
  ));
}

function WriteLine({ podName }: { readonly podName: string }) {
  const { t } = useMessages();
  const act = useAct();
  const path = useLab(({ view, stage }) => diskOf(view, stage.namespace, podName)?.path);
  if (path === undefined) return null;
  return (
    <p className="inspector-write">
      <button className="button small" onClick={() => act('writeLine', { name: podName })}>
        {t(actions.writeLine.label, { name: podName })}
      </button>{' '}
      <code>{`kubectl exec ${podName} -- sh -c 'echo … >> ${path}/…'`}</code>
    </p>
  );
}
