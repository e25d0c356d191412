/** The manifest's text: a plain text area at first, Monaco with Kubernetes' schema once it is loaded. */
import { useId, useRef } from 'react';
import { useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import './manifest-editor.css';
import { PlainEditor } from './plain-editor.tsx';
import { useEditorKeys } from './use-editor-keys.ts';
import { useRichEditor } from './use-rich-editor.ts';
import { useTextLimit } from './use-text-limit.ts';

export function ManifestEditor() {
  const { t } = useMessages();
  const lab = useLabInstance();
  const keys = useEditorKeys();
  const limit = useTextLimit();
  const hint = useId();
  const plain = useRef<HTMLTextAreaElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const label = t('editor.manifest');
  const rich = useRichEditor(lab, { plain, host }, { label, describedBy: hint });
  return (
    <div className="manifest-editor" {...keys} {...limit}>
      <div className="manifest-rich" ref={host} />
      {!rich && <PlainEditor area={plain} label={label} describedBy={hint} />}
      <p className="manifest-hint" id={hint}>
        {t('editor.leave')}
      </p>
    </div>
  );
}
