/** Writes objects as the tables of `kubectl get`: one for each type, with headers; later rows stay aligned. */
// Models kubectl/pkg/cmd/get/{get,table_printer}.go and cli-runtime/pkg/printers/tableprinter.go
import type { KubernetesObject, ResourceInfo } from '../../engine/index.ts';
import type { KubectlEnvironment, ParsedArgs } from '../command.ts';
import { CommandFailure } from '../errors/failure.ts';
import { groupResource, groupSingular } from '../resources/rest-mapper.ts';
import { tableOf } from './columns.ts';
import { customRow } from './custom-columns.ts';
import { anyTable } from './custom-resource-columns.ts';
import { JsonPathError } from './json-path.ts';
import type { Output } from './output.ts';
import { alignTabs, tableTabs } from './tab-writer.ts';
import { headerLine, rowLine, type TableOptions } from './table.ts';

export interface TableEntry {
  readonly mapping: ResourceInfo;
  readonly live: KubernetesObject;
  /** The event type of a watch; shown on request. */
  readonly event?: string;
}

export class TableWriter {
  #widths: number[] = [];
  #type: string | undefined;

  /** @param mappings The requested types: if there are several, names include their type. */
  constructor(
    private readonly parsed: ParsedArgs,
    private readonly env: KubectlEnvironment,
    private readonly output: Exclude<Output, { readonly type: 'objects' }>,
    private readonly mappings: readonly ResourceInfo[],
  ) {}

  /** Returns the text of the entries; later calls omit headers that were printed. */
  write(entries: readonly TableEntry[]): string {
    if (this.output.type === 'columns') return this.#custom(entries);
    const types = new Set(entries.map(({ mapping }) => groupResource(mapping)));
    const kinds = this.parsed.flags.bool('show-kind') || this.mappings.length > 1 || types.size > 1;
    return this.#groups(entries)
      .map((group, i) => {
        const type = groupResource(group[0]!.mapping);
        const isNew = type !== this.#type;
        const apart = isNew && (this.#type !== undefined || i > 0) && !this.parsed.flags.bool('no-headers');
        if (isNew) this.#widths = [];
        this.#type = type;
        return (apart ? '\n' : '') + this.#table(group, kinds, isNew);
      })
      .join('');
  }

  #groups(entries: readonly TableEntry[]): readonly (readonly TableEntry[])[] {
    const groups: TableEntry[][] = [];
    for (const entry of entries) {
      const last = groups.at(-1);
      if (last !== undefined && last[0]!.mapping === entry.mapping) last.push(entry);
      else groups.push([entry]);
    }
    return groups;
  }

  #table(entries: readonly TableEntry[], kinds: boolean, isNew: boolean): string {
    const { flags } = this.parsed;
    const { mapping } = entries[0]!;
    const byServer = !flags.has('server-print') || flags.bool('server-print');
    const definition = byServer ? tableOf(mapping) : anyTable;
    const options: TableOptions = {
      wide: this.output.type === 'table' && this.output.wide,
      namespaces: flags.bool('all-namespaces') && mapping.namespaced,
      prefix: kinds ? `${groupSingular(mapping)}/` : '',
      labelColumns: flags.list('label-columns'),
      showLabels: flags.bool('show-labels'),
    };
    const context = { now: this.env.cluster.now() };
    const lines = entries.map(({ live, event }) => this.#event(event, rowLine(definition, live, context, options)));
    if (isNew && !flags.bool('no-headers')) lines.unshift(this.#event('EVENT', headerLine(definition, options)));
    return this.#align(lines);
  }

  #event(event: string | undefined, line: string): string {
    return event !== undefined && this.parsed.flags.bool('output-watch-events') ? `${event}\t${line}` : line;
  }

  #custom(entries: readonly TableEntry[]): string {
    if (this.output.type !== 'columns') return '';
    const { columns } = this.output;
    // Columns are read from the event, if events are printed.
    const isEvent = this.parsed.flags.bool('output-watch-events');
    const headers = columns.map(({ header }) => header).join('\t');
    const lines = this.#type === undefined && !this.parsed.flags.bool('no-headers') ? [headers] : [];
    this.#type = 'columns';
    try {
      for (const { live, event } of entries) {
        lines.push(customRow(columns, isEvent ? { type: event, object: live } : live));
      }
    } catch (error) {
      // The rows before the object that has no such element are printed.
      if (error instanceof JsonPathError) throw new CommandFailure([`error: ${error.message}`], 1, this.#align(lines));
      throw error;
    }
    return this.#align(lines);
  }

  #align(lines: readonly string[]): string {
    return lines.map((line) => `${line}\n`).length === 0
      ? ''
      : alignTabs(`${lines.join('\n')}\n`, tableTabs, this.#widths);
  }
}
