import * as v from 'valibot';
import { objectName, podName } from './conditions.ts';
import { byKey, described } from './described.ts';

/** Parts of the page that a lesson's page can outline. */
export const outlineSchema = byKey(
  {
    slot: described(v.strictObject({ slot: podName }), 'the slot of a Pod', 'Pod 的位置', 'slot: web-0'),
    field: described(
      v.strictObject({ field: v.pipe(v.string(), v.maxLength(200)) }),
      'a field of the manifest',
      '清单中的字段',
      'field: spec.replicas',
    ),
    status: described(
      v.strictObject({ status: v.pipe(v.string(), v.maxLength(60)) }),
      'a line of the status of the set',
      'StatefulSet 状态中的一行',
      'status: readyReplicas',
    ),
    claim: described(v.strictObject({ claim: objectName }), 'a PVC', '一个 PVC', 'claim: www-web-0'),
    part: described(
      v.strictObject({ part: v.picklist(['stage', 'editor', 'terminal', 'timeline', 'events', 'reason']) }),
      'a part of the page',
      '页面的一部分',
      'part: terminal',
    ),
  },
  undefined,
  'one of slot, field, status, claim, part',
);
