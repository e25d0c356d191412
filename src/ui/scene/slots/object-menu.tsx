import { actions } from '../../../store/actions/table.ts';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useAct, useLab, useLabInstance } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { diskOf } from '../../../view/pod/disk.ts';
import { whyOf } from '../../../view/words/slot-label.ts';
import { objectIn } from './slot-objects.ts';
import type { OpenMenu } from './use-slot-grid.ts';
import { useWholePage } from '../../kit/whole-page.tsx';
import './object-menu.css';

interface Item {
  readonly label: string;
  /** The key that does the same without the menu. */
  readonly keys?: string;
  readonly run: () => void;
}

interface ObjectMenuProps {
  readonly menu: OpenMenu;
  readonly onClose: () => void;
}

/** Menu of the actions on the object in a cell: opened by Shift+F10, the menu key, F2, or the other mouse button. */
export default function ObjectMenu({ menu: { cell, ordinal, part }, onClose }: ObjectMenuProps): ReactNode {
  const { t } = useMessages();
  const lab = useLabInstance();
  const act = useAct();
  const whole = useWholePage();
  const list = useRef<HTMLDivElement>(null);
  const stage = useLab((state) => state.stage);
  const slot = stage.slots.find((own) => own.ordinal === ordinal);
  const object = slot === undefined ? null : objectIn(stage, slot, part);
  const writer = useLab(({ view }) => {
    const disk = slot && (part === 'pod' || part.startsWith('claim:')) && diskOf(view, stage.namespace, slot.podName);
    return disk && (part === 'pod' || disk.claim === object?.inspect?.name) ? slot.podName : null;
  });
  const name = object?.inspect?.name ?? slot?.podName ?? '';

  useEffect(() => {
    const element = list.current!;
    element.showPopover();
    const { left, bottom, top } = cell.getBoundingClientRect();
    const { width, height } = element.getBoundingClientRect();
    const below = Math.min(bottom, innerHeight) - 8;
    element.style.left = `${Math.max(Math.min(left + 8, innerWidth - width - 8), 8)}px`;
    element.style.top = `${below + height > innerHeight ? Math.max(top + 8 - height, 8) : below}px`;
    element.querySelector('button')?.focus();
  }, [cell]);

  function close(): void {
    list.current?.hidePopover();
    cell.focus();
    // The browser's event comes later, when the next menu may be open.
    onClose();
  }

  const { inspect, remove } = object ?? { inspect: null, remove: null };
  const items: Item[] = [];
  if (inspect && whole) {
    const open = () => lab.act('inspect', inspect);
    items.push({ label: t('inspector.open', { name: inspect.name }), keys: 'Enter', run: open });
  }
  if (remove?.kind === 'pod') {
    const run = () => act('deletePod', { name: remove.name });
    items.push({ label: t(actions.deletePod.label, { name: remove.name }), keys: 'Delete', run });
  } else if (remove?.kind === 'claim') {
    const run = () => act('deleteClaim', { name: remove.name });
    items.push({ label: t(actions.deleteClaim.label, { name: remove.name }), keys: 'Delete', run });
  }
  if (writer !== null) {
    const run = () => act('writeLine', { name: writer });
    items.push({ label: t(actions.writeLine.label, { name: writer }), run });
  }
  const why = slot !== undefined && part === 'pod' ? whyOf(slot, false) : null;
  if (why !== null && whole) {
    const run = () => lab.act('openRule', { rule: why.rule });
    items.push({ label: t('rule.open', { name: t(`ruleLabel.${why.rule}`) }), run });
  }
  items.push({ label: t('object.nodes'), run: () => lab.act('setStageView', { view: 'nodes' }) });
  items.push({ label: t('object.table'), run: () => lab.act('setStageView', { view: 'table' }) });

  function onKeyDown(event: KeyboardEvent): void {
    const buttons = [...list.current!.querySelectorAll('button')];
    const index = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) buttons.at(to % buttons.length)?.focus();
    else if (event.key === 'Tab' || event.key === 'Escape') close();
    else if (event.key === 'Enter' || event.key === ' ') return event.stopPropagation();
    event.stopPropagation();
    event.preventDefault();
  }

  return (
    <div
      ref={list}
      popover="auto"
      role="menu"
      className="object-menu"
      aria-label={t('object.menu', { name })}
      onKeyDown={onKeyDown}
      onToggle={({ newState }) => {
        if (newState === 'closed') onClose();
      }}
    >
      {items.map(({ label, keys, run }) => (
        <button
          key={label}
          role="menuitem"
          tabIndex={-1}
          aria-keyshortcuts={keys}
          onClick={() => {
            close();
            run();
          }}
        >
          {label}
          {keys !== undefined && <kbd aria-hidden="true">{keys}</kbd>}
        </button>
      ))}
    </div>
  );
}
