/** The columns that the API server prints for each kind. */
// Models kubernetes/pkg/printers/internalversion/printers.go
import type { KubernetesObject, ResourceInfo } from '../../engine/index.ts';
import { age } from '../text/age.ts';
import { field, int, text, texts } from '../resources/fields.ts';
import { groupResource } from '../resources/rest-mapper.ts';
import { clusterTables, createdAt } from './cluster-columns.ts';
import { customResourceTable } from './custom-resource-columns.ts';
import { networkTables } from './network-columns.ts';
import { namespaceTable, nodeTable, podTable } from './node-columns.ts';
import { created, define, name } from './row.ts';
import { storageTables } from './storage-columns.ts';
import type { TableDefinition } from './table.ts';
import { workloadTables } from './workload-columns.ts';

const count = (object: KubernetesObject, path: string): number => Object.keys(texts(object, path)).length;

const events = define(
  'Last Seen, Type, Reason, Object, Subobject*, Source*, Message, First Seen*, Count*, Name*',
  (event, { now }) => {
    const component = text(event, 'source.component') || text(event, 'reportingComponent');
    const instance = text(event, 'source.host') || text(event, 'reportingInstance');
    const [kind, about] = [text(event, 'involvedObject.kind').toLowerCase(), text(event, 'involvedObject.name')];
    const first = text(event, 'firstTimestamp') || text(event, 'eventTime');
    const series = field(event, 'series');
    const last = text(series, 'lastObservedTime') || text(event, 'lastTimestamp') || first;
    return [
      age(last, now),
      text(event, 'type'),
      text(event, 'reason'),
      about === '' ? kind : `${kind}/${about}`,
      text(event, 'involvedObject.fieldPath'),
      instance === '' ? component : `${component}, ${instance}`,
      text(event, 'message').trim(),
      age(first, now),
      String(series === undefined ? int(event, 'count') || 1 : int(series, 'count')),
      name(event),
    ];
  },
);

const tables: Readonly<Record<string, TableDefinition>> = {
  pods: podTable,
  nodes: nodeTable,
  namespaces: namespaceTable,
  events,
  'events.events.k8s.io': events,
  configmaps: define('Name, Data, Age', (map, context) => [
    name(map),
    String(count(map, 'data') + count(map, 'binaryData')),
    created(map, context),
  ]),
  secrets: define('Name, Type, Data, Age', (secret, context) => [
    name(secret),
    text(secret, 'type') || 'Opaque',
    String(count(secret, 'data')),
    created(secret, context),
  ]),
  ...networkTables,
  ...storageTables,
  ...workloadTables,
  ...clusterTables,
};

/** A kind without columns shows its creation time, unless it is a custom one. */
export const tableOf = (mapping: ResourceInfo): TableDefinition =>
  tables[groupResource(mapping)] ?? (mapping.printerColumns === undefined ? createdAt : customResourceTable(mapping));
