import { expect, it } from 'vitest';
import { newSession, script } from '../testing/session.ts';

function described(create: string, what: string): string {
  const { run } = newSession();
  expect(run(create).stderr).toBe('');
  return run(`describe ${what}`).stdout.replace(/\n$/, '');
}

// The layouts of describe.go.
it('a role: a line for each resource, qualified by its group', () => {
  expect(described('create role r --verb=get,list --resource=sts,pods,pods/log', 'role r')).toBe(script`
    Name:         r
    Labels:       <none>
    Annotations:  <none>
    PolicyRule:
      Resources          Non-Resource URLs  Resource Names  Verbs
      ---------          -----------------  --------------  -----
      pods/log           []                 []              [get list]
      pods               []                 []              [get list]
      statefulsets.apps  []                 []              [get list]
    `);
});

it('a binding: whom it binds to what', () => {
  const create = 'create rolebinding b --role=r --user=ann --serviceaccount=default:bot';
  expect(described(create, 'rolebinding b').replace(/ +$/gm, '')).toBe(script`
    Name:         b
    Labels:       <none>
    Annotations:  <none>
    Role:
      Kind:  Role
      Name:  r
    Subjects:
      Kind            Name  Namespace
      ----            ----  ---------
      User            ann
      ServiceAccount  bot   default
    `);
});

it('a service account, and a priority class', () => {
  expect(described('create sa bot', 'sa bot')).toBe(script`
    Name:                bot
    Namespace:           default
    Labels:              <none>
    Annotations:         <none>
    Image pull secrets:  <none>
    Events:              <none>
    `);
  expect(described('create pc high --value=100 --description=first', 'pc high')).toBe(script`
    Name:              high
    Value:             100
    GlobalDefault:     false
    PreemptionPolicy:  PreemptLowerPriority
    Description:       first
    Annotations:       <none>
    Events:            <none>
    `);
});
