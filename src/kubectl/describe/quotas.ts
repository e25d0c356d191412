/** Describes ResourceQuotas and LimitRanges, also as part of their namespace. */
// Models kubectl/pkg/describe/describe.go
import {
  formatQuantity,
  type KubernetesObject,
  type LimitRange,
  parseQuantity,
  type ResourceQuota,
} from '../../engine/index.ts';
import { sortedEntries } from '../resources/fields.ts';
import type { Description } from './description.ts';
import type { Describe } from './workloads.ts';

const scopeHelp: Readonly<Record<string, string>> = {
  Terminating:
    'Matches all pods that have an active deadline. These pods have a limited lifespan on a node before being actively terminated by the system.',
  NotTerminating:
    'Matches all pods that do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate.',
  BestEffort:
    'Matches all pods that do not have resource requirements set. These pods have a best effort quality of service.',
  NotBestEffort:
    'Matches all pods that have at least one resource requirement set. These pods have a burstable or guaranteed quality of service.',
};

/** Returns the usage in the format of the limit. */
function usedAs(used: string, hard: string): string {
  const [amount, limit] = [parseQuantity(used), parseQuantity(hard)];
  if (amount === undefined || limit === undefined || amount.format === limit.format) return used;
  const unit = 1_000_000_000n;
  return formatQuantity(((amount.nanos + unit - 1n) / unit) * unit, limit.format);
}

function scopesOf(out: Description, level: number, bullet: string, { spec }: ResourceQuota): void {
  const scopes = [...(spec.scopes ?? [])].sort();
  if (scopes.length === 0) return;
  out.line(level, `Scopes:\t${scopes.join(', ')}`);
  for (const scope of scopes) if (scopeHelp[scope] !== undefined) out.line(level, `${bullet}* ${scopeHelp[scope]}`);
}

export const describeQuota: Describe = (out, object) => {
  const quota = object as ResourceQuota;
  const { name, namespace } = quota.metadata;
  out.line(0, `Name:\t${name}`).line(0, `Namespace:\t${namespace}`);
  scopesOf(out, 0, ' ', quota);
  out.line(0, 'Resource\tUsed\tHard').line(0, '--------\t----\t----');
  for (const [resource, hard] of sortedEntries(quota.status?.hard ?? {})) {
    out.line(0, `${resource}\t${usedAs(quota.status?.used?.[resource] ?? '0', hard)}\t${hard}`);
  }
};

const limitColumns = 'Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request Ratio';
const limitRule = '----\t--------\t---\t---\t---------------\t-------------\t-----------------------';

function limitRows(out: Description, indent: string, { spec }: LimitRange): void {
  for (const item of spec.limits ?? []) {
    const lists = [item.min, item.max, item.defaultRequest, item.default, item.maxLimitRequestRatio];
    const names = new Set(lists.flatMap((list) => Object.keys(list ?? {})));
    for (const name of [...names].sort()) {
      out.line(0, [`${indent}${item.type}`, name, ...lists.map((list) => list?.[name] ?? '-')].join('\t'));
    }
  }
}

export const describeLimitRange: Describe = (out, object) => {
  const { name, namespace } = object.metadata;
  out.line(0, `Name:\t${name}`).line(0, `Namespace:\t${namespace}`).line(0, limitColumns).line(0, limitRule);
  limitRows(out, '', object as LimitRange);
};

const byName = (a: KubernetesObject, b: KubernetesObject): number => (a.metadata.name < b.metadata.name ? -1 : 1);

/** The quotas of one namespace. */
export function describeQuotas(out: Description, quotas: readonly ResourceQuota[]): void {
  if (quotas.length === 0) {
    out.line(0, 'No resource quota.');
    return;
  }
  out.line(0, 'Resource Quotas');
  for (const quota of [...quotas].sort(byName)) {
    out.line(1, `Name:\t${quota.metadata.name}`);
    scopesOf(out, 1, '', quota);
    out.line(1, 'Resource\tUsed\tHard').line(1, '--------\t---\t---');
    for (const [resource, hard] of sortedEntries(quota.status?.hard ?? {})) {
      out.line(1, `${resource}\t${quota.status?.used?.[resource] ?? '0'}\t${hard}`);
    }
  }
}

/** The LimitRanges of one namespace. */
export function describeLimitRanges(out: Description, ranges: readonly LimitRange[]): void {
  if (ranges.length === 0) {
    out.line(0, 'No LimitRange resource.');
    return;
  }
  out.line(0, 'Resource Limits').line(0, ` ${limitColumns}`).line(0, ` ${limitRule}`);
  for (const range of ranges) limitRows(out, ' ', range);
}
