/** The frame of the tables of Pods: pages, caption, headings. */
import { type ReactNode, type RefObject, useState } from 'react';
import { useMessages } from '../../kit/messages.tsx';
import { pageOf, pageSize } from './pages.tsx';
import './stage-table.css';

/** Columns; the message `table.` + name is the heading. */
export type Column =
  | 'ordinal'
  | 'pod'
  | 'status'
  | 'ready'
  | 'revision'
  | 'image'
  | 'why'
  | 'node'
  | 'ip'
  | 'restarts'
  | 'age'
  | 'dns'
  | 'claims'
  | 'actions';

export interface TablePage<Item> {
  /** From 0. */
  readonly page: number;
  readonly pages: number;
  readonly shown: readonly Item[];
  /** Which rows are shown, in words; null where all of them are. */
  readonly rows: string | null;
  readonly setPage: (page: number) => void;
}

/** Shows a list a page at a time. */
export function useTablePage<Item>(items: readonly Item[]): TablePage<Item> {
  const { t } = useMessages();
  const [asked, setPage] = useState(0);
  const { pages, page, shown } = pageOf(items, asked);
  const from = page * pageSize;
  const rows = pages > 1 ? t('table.page', { from: from + 1, to: from + shown.length, count: items.length }) : null;
  return { pages, page, shown, rows, setPage };
}

interface TableFrameProps<Item> {
  readonly columns: readonly Column[];
  readonly page: TablePage<Item>;
  /** Number of items on all pages. */
  readonly count: number;
  readonly caption: string;
  /** Name of the region that scrolls. */
  readonly label: string;
  readonly table?: RefObject<HTMLTableElement | null>;
  /**
   * Renders the row of an item.
   * @param rowIndex Its index in the whole table, from 1; the header is the first row.
   */
  readonly children: (item: Item, rowIndex: number) => ReactNode;
}

export function TableFrame<Item>({ columns, page, count, caption, label, table, children }: TableFrameProps<Item>) {
  const { t } = useMessages();
  return (
    <div className="table-scroll" role="region" tabIndex={0} aria-label={label}>
      <table ref={table} aria-rowcount={count + 1}>
        <caption>{[caption, page.rows ?? []].flat().join(t('table.stop'))}</caption>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <th key={column} scope="col" data-column={column}>
                {t(`table.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{page.shown.map((item, i) => children(item, page.page * pageSize + i + 2))}</tbody>
      </table>
    </div>
  );
}
