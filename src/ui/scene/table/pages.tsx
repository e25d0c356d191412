/** Pages of a long list: each can be reached by keyboard, and names its rows. */
import type { MessageId } from '../../../i18n/index.ts';
import { useMessages } from '../../kit/messages.tsx';
import './pages.css';

/** The number of rows on a page. */
export const pageSize = 50;

/** Returns the requested page, or the last one. */
export function pageOf<T>(
  items: readonly T[],
  asked: number,
  size = pageSize,
): { readonly pages: number; readonly page: number; readonly shown: readonly T[] } {
  const pages = Math.max(Math.ceil(items.length / size), 1);
  const page = Math.min(asked, pages - 1);
  return { pages, page, shown: pages === 1 ? items : items.slice(page * size, (page + 1) * size) };
}

interface PagesProps {
  /** From 0. */
  readonly page: number;
  readonly pages: number;
  /** Which rows are shown, in words. */
  readonly rows: string;
  /** Its accessible name, if the list is not a table. */
  readonly label?: string;
  readonly onPage: (page: number) => void;
}

/**
 * The buttons are before the table, so that the next page is reached without passing fifty rows. At either end the
 * button keeps the focus.
 */
export function Pages({ page, pages, rows, label, onPage }: PagesProps) {
  const { t } = useMessages();
  const button = (to: number, id: MessageId) => (
    <button
      className="button small"
      aria-disabled={to < 0 || to >= pages}
      onClick={() => {
        if (to >= 0 && to < pages) onPage(to);
      }}
    >
      {t(id)}
    </button>
  );
  return (
    <nav className="table-pages" aria-label={label ?? t('table.pages')}>
      {button(page - 1, 'table.earlier')}
      <span role="status">{rows}</span>
      {button(page + 1, 'table.later')}
    </nav>
  );
}
