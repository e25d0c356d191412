import { type FocusEvent, type KeyboardEvent, useState } from 'react';
import { type PolicyName, policyNames, policyOf } from '../../../view/policies.ts';
import { useLab, useOffered } from '../../kit/lab.tsx';
import { later } from '../../kit/later.tsx';
import { Menu } from '../../kit/menu.tsx';
import { useMessages } from '../../kit/messages.tsx';
import './policies.css';

/**
 * The policies of the set. Each is a button with a menu that explains its values and changes it. On a narrow stage one
 * button opens them: see policies.css.
 */
export function Policies() {
  const { t } = useMessages();
  const [open, setOpen] = useState(false);
  function onBlur({ relatedTarget, currentTarget }: FocusEvent): void {
    if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) setOpen(false);
  }
  function onKeyDown({ key, defaultPrevented }: KeyboardEvent): void {
    if (key === 'Escape' && !defaultPrevented) setOpen(false);
  }
  return (
    <div className="policies-bar" data-open={open} onBlur={onBlur} onKeyDown={onKeyDown}>
      <button className="button small policies-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('policies.label')}
      </button>
      <div className="policies">
        {policyNames.map((name) => (
          <Policy key={name} name={name} />
        ))}
      </div>
    </div>
  );
}

function Policy({ name }: { readonly name: PolicyName }) {
  const value = useLab(({ stage }) => policyOf(stage, name));
  const text = `${name}: ${value}`;
  const face = name === 'podManagementPolicy' || name === 'updateStrategy' ? value : text;
  const offered = useOffered('setPolicy');
  if (!offered) return <span title={text}>{face}</span>;
  return (
    // The values of the first two identify their fields.
    <Menu label={text} face={face} lazy>
      <PolicyMenu name={name} />
    </Menu>
  );
}

const PolicyMenu = later(() => import('./policy-menu.tsx').then((module) => module.PolicyMenu), { moreTexts: true });
