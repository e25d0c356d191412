import { type PolicyName, policyNames, policyOf } from '../../../view/policies.ts';
import { useLab, useOffered } from '../../kit/lab.tsx';
import { later } from '../../kit/later.tsx';
import { Menu } from '../../kit/menu.tsx';
import './policies.css';

/** The policies of the set. Each is a button with a menu that explains its values and changes it. */
export function Policies() {
  return (
    <div className="policies">
      {policyNames.map((name) => (
        <Policy key={name} name={name} />
      ))}
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
