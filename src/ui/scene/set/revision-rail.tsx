import type { RevisionModel } from '../../../view/stage-model.ts';
import { InspectButton } from '../../kit/inspect-button.tsx';
import { useLab } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { watchWidth } from '../../kit/browser/watch-width.ts';
import { Swatch } from '../shared/revision.tsx';

/** The most revisions that are shown, unless more are in use. */
const shownAtMost = 4;

/**
 * Orders the update revision before the current one, and both before older ones: they are never cut off, and a rollout
 * that ends moves neither.
 */
const byRole = (a: RevisionModel, b: RevisionModel): number =>
  Number(b.update) - Number(a.update) || Number(b.current) - Number(a.current) || b.revision - a.revision;

/** Returns the revisions in use and the newest others, those with a role first. */
export function worthShowing(revisions: readonly RevisionModel[]): readonly RevisionModel[] {
  const needed = revisions.filter(({ current, update, pods }) => current || update || pods > 0);
  const others = revisions.filter((revision) => !needed.includes(revision));
  const room = Math.max(shownAtMost - needed.length, 0);
  return [...needed.toSorted(byRole), ...(room === 0 ? [] : others.slice(-room).reverse())];
}

/** Returns the same in the order of their numbers: a rollout that ends moves none. */
export function inPlace(revisions: readonly RevisionModel[]): readonly RevisionModel[] {
  return worthShowing(revisions).toSorted((a, b) => a.revision - b.revision);
}

/**
 * The ControllerRevisions: the current and the update revision, and the Pods at each.
 * @param props.asKey True if it only explains the colours, in fixed places.
 */
export function RevisionRail({ asKey = false }: { readonly asKey?: boolean }) {
  const { t } = useMessages();
  const revisions = useLab((state) => state.stage.revisions);
  const namespace = useLab((state) => state.stage.namespace);
  const shown = asKey ? inPlace(revisions) : worthShowing(revisions);
  return (
    <div className="revisions" role="group" aria-label={t('revisions.label')}>
      <h3>
        {t('revisions.label')}
        {shown.length < revisions.length && (
          <span className="revisions-more"> {t('revisions.more', { count: revisions.length - shown.length })}</span>
        )}
      </h3>
      {revisions.length === 0 ? (
        <p className="panel-empty">{t('revisions.empty')}</p>
      ) : (
        <ol ref={watchWidth}>
          {shown.map((revision) => (
            <li
              key={revision.name}
              data-controller-revision={revision.name}
              title={`${revision.name}: ${revision.image}`}
            >
              <Swatch index={revision.index} />
              <InspectButton
                className="revision-hash"
                object={{ resource: 'controllerrevisions', name: revision.name, namespace }}
              >
                {revision.hash}
              </InspectButton>
              <code className="revision-image">{revision.image.slice(revision.image.lastIndexOf(':'))}</code>
              <span className="revision-number">#{revision.revision}</span>
              <span className="revision-roles">
                {revision.current && <b className="role">{t('revisions.current')}</b>}
                {revision.update && <b className="role update">{t('revisions.update')}</b>}
              </span>
              <span className="revision-pods">{t('revisions.pods', { count: revision.pods })}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
