/**
 * Conditions on a cluster: kubectl commands, and a closed set of predicates over what has happened since a page was
 * opened.
 */
import * as v from 'valibot';
import { byKey, described } from './described.ts';

const name = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
export const objectName = v.pipe(
  v.string(),
  v.regex(new RegExp(`^${name}$`), 'expected the name of an object'),
  v.maxLength(253),
);
export const podName = v.pipe(
  v.string(),
  v.regex(new RegExp(`^${name}-\\d+$`), 'expected the name of a Pod, as web-0'),
  v.maxLength(253),
);
/** `pod/web-0` */
const reference = v.pipe(
  v.string(),
  v.regex(new RegExp(`^(pod|pvc|sts|node|svc)/${name}$`), 'expected TYPE/NAME, as pod/web-0'),
  v.maxLength(260),
);
const dnsName = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/, 'expected a DNS name'),
  v.maxLength(253),
);
export const commandText = v.pipe(
  v.string(),
  v.regex(/^kubectl [^\n]+$/, 'expected one line that begins with kubectl'),
  v.maxLength(400),
);
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100));
export const podEvent = v.picklist(['created', 'deleted', 'ready']);

/** Predicates, each under the key that names it. */
const predicates = {
  run: described(
    v.strictObject({ run: commandText, prints: v.pipe(v.string(), v.trim(), v.maxLength(2000)) }),
    'the command prints exactly this, without the white space around it',
    '命令的输出正好如此（不计首尾空白）',
    "run: kubectl …`, `prints: '3'",
  ),
  never: described(
    v.strictObject({ never: commandText }),
    'the command failed at every moment',
    '命令在每一时刻都失败',
    'never: kubectl …',
  ),
  always: described(
    v.strictObject({ always: commandText }),
    'the command succeeded at every moment',
    '命令在每一时刻都成功',
    'always: kubectl …',
  ),
  order: described(
    v.strictObject({ order: v.pipe(v.array(podName), v.minLength(1), v.maxLength(20)), event: podEvent }),
    'it happened to these Pods, in this order, and to no others',
    '依次发生在这些 Pod 上，且只发生在它们上',
    'order: [web-2, web-1]`, `event: deleted',
  ),
  same: described(
    v.strictObject({ same: reference }),
    'the object has the same uid',
    '对象的 uid 没有变',
    'same: pod/web-0',
  ),
  replaced: described(
    v.strictObject({ replaced: reference }),
    'the object is another one of the same name: another uid',
    '同名的对象已经是另一个：uid 变了',
    'replaced: pod/web-0',
  ),
  survived: described(
    v.strictObject({ survived: objectName }),
    'all that was ever written to the volume of the claim is still there',
    '写入该 PVC 的卷的内容都还在',
    'survived: www-web-1',
  ),
  unready: described(
    v.strictObject({ unready: objectName, atMost: count }),
    'never were more Pods of the set not Ready',
    '未就绪的 Pod 从未超过这个数量',
    'unready: web`, `atMost: 1',
  ),
  once: described(
    v.strictObject({ once: podName }),
    'never did containers of two Pods of this name run',
    '同名的两个 Pod 的容器从未同时运行',
    'once: web-1',
  ),
  deleted: described(
    v.strictObject({ deleted: podName, by: v.pipe(v.string(), v.maxLength(60)) }),
    'the Pod was deleted, by the user or by a controller of this name',
    'Pod 被用户，或被指定的控制器删除',
    'deleted: web-1`, `by: user',
  ),
  resolves: described(
    v.strictObject({ resolves: dnsName, askedBefore: v.optional(v.literal(true)) }),
    'the DNS name has an address; `askedBefore`: also for a client that asked when the page was opened, and gets what the server remembers',
    '该 DNS 名称能解析；`askedBefore`：对打开这一页时就查询过的客户端也成立，它得到的是服务器记住的结果',
    'resolves: web-0.nginx',
  ),
} as const;

type Predicates = {
  [Key in keyof typeof predicates]: v.InferOutput<(typeof predicates)[Key]>;
}[keyof typeof predicates];
/** A command alone must succeed. */
export type Condition = string | Predicates;

export const conditionSchema: v.GenericSchema<unknown, Condition> = byKey(predicates, commandText);
