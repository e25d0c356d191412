import { useEffect, useRef, useState } from 'react';
import { DumpError, type DumpText, type Imported, importing } from '../../import/import-cluster.ts';
import { type ImportedSet, momentOf, setsOf } from '../../import/import-session.ts';
import { importedSession } from '../../share/imported-session.ts';
import { inSlices } from '../../store/state/slices.ts';
import { useSite } from '../kit/site.tsx';

/** Most objects that the page takes: drawing their cluster is one task. */
const maxObjects = 5000;
/** Largest total size of the files, in bytes: a character has up to four, but a dump has few of those. */
const maxBytes = 40 * 2 ** 20;

/** The reason why nothing was imported. */
export interface Refusal {
  readonly problem: DumpError['problem'] | 'file' | 'session';
  readonly facts: DumpError['facts'];
}

export type ImportState =
  | { readonly state: 'asking'; readonly refusal: Refusal | null }
  | { readonly state: 'reading'; readonly done: number }
  | {
      readonly state: 'read';
      readonly imported: Imported;
      readonly sets: readonly ImportedSet[];
      readonly date: number;
    };

export interface Import {
  readonly state: ImportState;
  readonly read: (texts: readonly DumpText[]) => void;
  readonly readFiles: (files: readonly File[]) => void;
  readonly cancel: () => void;
  /** Shows the cluster with one of its sets, or without one. */
  readonly show: (set: ImportedSet | undefined) => Promise<void>;
}

/** Reads dumps in small parts. The lab does not change before the new cluster is complete. */
export function useImport(onShown: () => void): Import {
  const site = useSite();
  const [state, setState] = useState<ImportState>({ state: 'asking', refusal: null });
  /** The current work; starting another one ends it. */
  const current = useRef<object | null>(null);
  useEffect(() => () => void (current.current = null), []);

  const refuse = (refusal: Refusal | null): void => setState({ state: 'asking', refusal });

  function read(texts: readonly DumpText[]): void {
    void work(() => Promise.resolve(texts));
  }

  function readFiles(files: readonly File[]): void {
    if (files.reduce((sum, { size }) => sum + size, 0) > maxBytes) {
      return refuse({ problem: 'TooLarge', facts: { limit: 32 } });
    }
    void work(() => Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() }))));
  }

  async function work(load: () => Promise<readonly DumpText[]>): Promise<void> {
    const mine = (current.current = {});
    const isWanted = (): boolean => current.current === mine;
    setState({ state: 'reading', done: 0 });
    let texts: readonly DumpText[];
    try {
      texts = await load();
    } catch {
      return isWanted() ? refuse({ problem: 'file', facts: {} }) : undefined;
    }
    try {
      const reading = importing(texts, 'withhold', { objects: maxObjects });
      const done = await inSlices(reading, { now: () => performance.now() }, (part) => {
        if (isWanted()) setState({ state: 'reading', done: part });
        return isWanted();
      });
      if (done === undefined || !isWanted()) return;
      const imported = done.result;
      setState({ state: 'read', imported, sets: setsOf(imported), date: momentOf(imported).date });
    } catch (error) {
      if (!isWanted()) return;
      if (error instanceof DumpError) refuse(error);
      else refuse({ problem: 'session', facts: {} });
    }
  }

  function cancel(): void {
    current.current = null;
    refuse(null);
  }

  async function show(set: ImportedSet | undefined): Promise<void> {
    if (state.state !== 'read') return;
    const session = importedSession(state.imported.objects, { ...momentOf(state.imported), set });
    try {
      await site.openApart(session, session);
      onShown();
    } catch {
      refuse({ problem: 'session', facts: {} });
    }
  }

  return { state, read, readFiles, cancel, show };
}
