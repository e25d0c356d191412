/** The manifest's text: a plain text area at first, Monaco with Kubernetes' schema once it is loaded. */
import { useRef } from 'react';
import type { Lab } from '../../store/lab.ts';
import { useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import './manifest-editor.css';
import { PlainEditor } from './plain-editor.tsx';
import { useEditorKeys } from './use-editor-keys.ts';
import { beginning, type EditedText, useRichEditor } from './use-rich-editor.ts';
import { useTextLimit } from './use-text-limit.ts';

/** Passes changes of the manifest to its editor. Returns the unsubscriber. */
const follow =
  (lab: Lab): EditedText['follow'] =>
  (editor) => {
    editor.setDiagnostics(lab.store.getState().diagnostics);
    return lab.store.subscribe((state, before) => {
      const replaced = state.text !== before.text && editor.setText(state.text);
      // A different text, not an edit with a place: show its beginning.
      if (replaced && state.flash === null) editor.goTo(beginning);
      if (state.diagnostics !== before.diagnostics) editor.setDiagnostics(state.diagnostics);
      if (state.flash !== null && state.flash !== before.flash) editor.flash(state.flash.from, state.flash.to);
    });
  };

/** The id of the text that says how to leave the editor, which is beside Apply. */
const describedBy = 'leave-editor';

export function ManifestEditor() {
  const { t } = useMessages();
  const lab = useLabInstance();
  const keys = useEditorKeys();
  const limit = useTextLimit();
  const plain = useRef<HTMLTextAreaElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const label = t('editor.manifest');
  const rich = useRichEditor(
    { plain, host },
    {
      label,
      describedBy,
      follow: follow(lab),
      read: () => lab.store.getState().text,
      edit: (text) => lab.act('edit', { text }),
    },
  );
  return (
    <div className="manifest-editor" {...keys} {...limit}>
      <div className="manifest-rich" ref={host} />
      {rich === null && <PlainEditor area={plain} label={label} describedBy={describedBy} />}
    </div>
  );
}
