import { useEffect } from 'react';
import type { MessageId, Translate } from '../../i18n/index.ts';
import { Dialog } from '../kit/dialog.tsx';
import { useMessages } from '../kit/messages.tsx';
import { type RuleGroup, type RuleName, rules, surroundings, type Surrounding } from './rule-list.ts';
import { LessonLink } from '../lessons/lesson-link.tsx';
import './rules.css';

const names = Object.keys(rules) as RuleName[];
const groups = [...new Set(names.map((name) => rules[name].group))];

const isSurrounding = (name: RuleName): name is Surrounding => surroundings.some((other) => other === name);

function titleOf(t: Translate, name: RuleName): string {
  return t(isSurrounding(name) ? `rules.title.${name}` : `ruleLabel.${name}`);
}

/**
 * Lists every rule of the controller: when it applies, what it does and does not do, its fields, and what to do about
 * it.
 */
export default function Rules({ topic }: { readonly topic?: string }) {
  const { t } = useMessages();
  const marked = names.find((name) => name === topic);
  // After the dialog has opened and has focused its first element.
  useEffect(() => {
    if (marked !== undefined) show(`rule-${marked}`);
  }, [marked]);
  return (
    <Dialog title={t('dialog.rules')} className="rules">
      <p>{t('rules.intro')}</p>
      <nav className="rules-contents" aria-label={t('rules.contents')}>
        {groups.map((group) => (
          <button key={group} onClick={() => show(`rules-${group}`)}>
            {t(`rules.group.${group}`)}
          </button>
        ))}
      </nav>
      {groups.map((group) => (
        <Group key={group} group={group} marked={marked} />
      ))}
    </Dialog>
  );
}

/** Not by a link: the fragment of the address belongs to the session. */
function show(id: string): void {
  const target = document.getElementById(id);
  target?.scrollIntoView();
  target?.focus({ preventScroll: true });
}

function Group({ group, marked }: { readonly group: RuleGroup; readonly marked: RuleName | undefined }) {
  const { t } = useMessages();
  return (
    <section aria-labelledby={`rules-${group}`}>
      <h3 id={`rules-${group}`} tabIndex={-1}>
        {t(`rules.group.${group}`)}
      </h3>
      {names
        .filter((name) => rules[name].group === group)
        .map((name) => (
          <Page key={name} name={name} marked={name === marked} />
        ))}
    </section>
  );
}

function Page({ name, marked }: { readonly name: RuleName; readonly marked: boolean }) {
  const { t } = useMessages();
  const { fields = [], harmless } = rules[name];
  return (
    <article id={`rule-${name}`} className="rule-page" data-marked={marked} tabIndex={-1}>
      <h4>
        {titleOf(t, name)} {!isSurrounding(name) && <code>{name}</code>}
        {marked && <em>{t('rules.this')}</em>}
      </h4>
      <dl>
        <Part name="when" text={`rules.when.${name}`} />
        <Part name="does" text={`rules.does.${name}`} />
        <Part name="not" text={`rules.not.${name}`} />
        {!harmless && <Part name="helps" text={`rules.helps.${name}` as MessageId} />}
      </dl>
      <LessonLink rule={name} />
      {fields.length > 0 && (
        <p className="rule-fields">
          {t('rules.field')}{' '}
          {fields.map((field) => (
            <code key={field}>{field}</code>
          ))}
        </p>
      )}
    </article>
  );
}

function Part({ name, text }: { readonly name: 'when' | 'does' | 'not' | 'helps'; readonly text: MessageId }) {
  const { t } = useMessages();
  return (
    <div data-part={name}>
      <dt>{t(`rules.part.${name}`)}</dt>
      <dd>{t(text)}</dd>
    </div>
  );
}
