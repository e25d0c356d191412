import { actions } from '../../../store/actions/table.ts';
import { InspectButton } from '../../kit/inspect-button.tsx';
import { useAct, useButtonClass, useLab, useLabInstance, useCan } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { useWholePage } from '../../kit/whole-page.tsx';
import './service-rail.css';

function AboutService() {
  const { t } = useMessages();
  const lab = useLabInstance();
  const whole = useWholePage();
  if (!whole) return null;
  return (
    <button className="button small" onClick={() => lab.act('openRule', { rule: 'GoverningService' })}>
      {t('rule.about')}
    </button>
  );
}

/** The governing Service: whether it exists, which Pods it selects, and what its own name resolves to. */
export function ServiceRail() {
  const { t } = useMessages();
  const act = useAct();
  const service = useLab((state) => state.stage.service);
  const namespace = useLab((state) => state.stage.namespace);
  const look = useButtonClass('createService');
  const canCreate = useCan('createService');
  const setName = useLab((state) => state.stage.setName);
  const setExists = useLab((state) => state.stage.setExists);
  if (service === null) {
    return (
      <section className="service" data-service="none" aria-label={t('service.none', { set: setName })}>
        <p className="service-line">{t('service.none', { set: setName })}</p>
      </section>
    );
  }
  const { name, exists, headless, answers } = service;
  const state = !exists ? (setExists ? 'missing' : 'planned') : headless ? 'headless' : 'cluster-ip';
  const selector = Object.entries(service.selector).map(([key, value]) => `${key}=${value}`);
  return (
    <section className="service" data-service={state} aria-label={t('service.label', { name })}>
      <div className="service-line">
        <strong>
          <span className="kind">Service</span>{' '}
          {exists ? <InspectButton className="" object={{ resource: 'services', name, namespace }} /> : name}
        </strong>
        {exists && (
          <span className="service-facts">
            {headless ? t('service.headless') : t('service.clusterIP', { ip: service.clusterIP ?? '' })}
          </span>
        )}
        {exists && <code>{selector.length > 0 ? selector.join(', ') : t('service.noSelector')}</code>}
        {exists && (
          <span className="service-answers">
            {headless
              ? t('service.answers', { name: `${name}.${namespace}`, count: answers.length })
              : t('service.notHeadless')}
          </span>
        )}
        {state === 'missing' && <span className="service-trouble">{t('service.missing', { name })}</span>}
        {state === 'missing' && <AboutService />}
        {state === 'planned' && <span className="service-facts">{t('service.planned')}</span>}
        {canCreate && (
          <button className={look} onClick={() => act('createService')}>
            {t(actions.createService.label, { name })}
          </button>
        )}
      </div>
    </section>
  );
}
