/** Checks that the shipped types equal those of the protocol. The compiler does it. */
import { expect, it } from 'vitest';
import type { Answers, Events, FieldsOf, RequestType } from '../embed/protocol/messages.ts';
import { requestTypes } from '../embed/protocol/messages.ts';
import type { LabEvents, RequestFields, RequestValues, StatefulSetLabElement } from './embed.d.ts';
import { methods } from './figure.ts';

/** True if each of two types is assignable to the other. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Wrong<Shipped extends object, Real> = {
  [N in keyof Shipped]: N extends keyof Real ? (Same<Shipped[N], Real[N]> extends true ? never : N) : N;
}[keyof Shipped];

const none: never[] = [];
const wrongFields: Wrong<RequestFields, { [T in RequestType]: FieldsOf<T> }>[] = none;
const wrongEvents: Wrong<LabEvents, Events>[] = none;
const sameRequests: Same<keyof RequestFields, RequestType> & Same<keyof RequestValues, keyof Answers> = true;

it('has every request of the protocol', () => {
  expect([...wrongFields, ...wrongEvents]).toEqual([]);
  expect(sameRequests).toBe(true);
});

it('has a method for what a page asks most', () => {
  const names = Object.keys(methods) as (keyof StatefulSetLabElement)[];
  expect(names.filter((name) => name !== 'run' && !(requestTypes as readonly string[]).includes(name))).toEqual([]);
});
