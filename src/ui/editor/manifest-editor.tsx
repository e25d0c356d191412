/** The manifest's text: a plain text area at once, Monaco with Kubernetes' schema when it has come. */
import { type KeyboardEvent, useId, useRef } from 'react';
import { apply } from '../../store/actions/apply.ts';
import { useAct, useLab, useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import './manifest-editor.css';
import { useRichEditor } from './use-rich-editor.ts';

export function ManifestEditor() {
  const { t } = useMessages();
  const lab = useLabInstance();
  const label = t('editor.manifest');
  const hint = useId();
  const plain = useRef<HTMLTextAreaElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const rich = useRichEditor(lab, { plain, host }, { label, describedBy: hint });
  return (
    <div className="manifest-editor" {...useEditorKeys()}>
      <div className="manifest-rich" ref={host} />
      {!rich && <PlainEditor area={plain} label={label} describedBy={hint} />}
      <p className="manifest-hint" id={hint}>
        {t('editor.leave')}
      </p>
    </div>
  );
}
