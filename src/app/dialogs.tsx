import { type ComponentType, useEffect, useState } from 'react';
import type { DialogName } from '../store/state/lab-state.ts';
import { useLab, useLabInstance } from '../ui/kit/lab.tsx';
import { useTranslator } from '../ui/kit/messages.tsx';

type DialogView = ComponentType<{ readonly topic?: string }>;

/** Each dialog is loaded when it is first opened, with the texts that the first paint does not need. */
const dialogs: Readonly<Record<DialogName, () => Promise<{ readonly default: DialogView }>>> = {
  palette: () => import('../ui/palette/palette.tsx'),
  shortcuts: () => import('../ui/dialogs/shortcuts.tsx'),
  about: () => import('../ui/dialogs/about.tsx'),
  course: () => import('../ui/lessons/course-map.tsx'),
  embed: () => import('../embed/dialog/embed-dialog.tsx'),
  import: () => import('../ui/import/import-dialog.tsx'),
  offline: () => import('../ui/offline/offline-dialog.tsx'),
  divergence: () => import('../ui/dialogs/divergence.tsx'),
  rules: () => import('../ui/dialogs/rules.tsx'),
  share: () => import('../ui/dialogs/share.tsx'),
  pictures: () => import('../ui/dialogs/pictures.tsx'),
  teach: () => import('../ui/lessons/own/teach-dialog.tsx'),
  work: () => import('../ui/dialogs/work.tsx'),
};

/** The dialogs and panels that are open over the page. */
export function Dialogs() {
  const lab = useLabInstance();
  const translator = useTranslator();
  const asked = useLab((state) => state.dialog);
  const [loaded, setLoaded] = useState<Readonly<Partial<Record<DialogName, DialogView>>>>({});
  const name = asked?.name;
  const missing = name !== undefined && loaded[name] === undefined;

  useEffect(() => {
    if (name === undefined || !missing) return;
    let wanted = true;
    Promise.all([dialogs[name](), translator.more()]).then(
      ([view]) => wanted && setLoaded((before) => ({ ...before, [name]: view.default })),
      () => {
        if (!wanted) return;
        lab.act('closeDialog');
        lab.act('showBanner', { banner: 'NotLoaded' });
      },
    );
    return () => {
      wanted = false;
    };
  }, [lab, translator, name, missing]);

  const View = name && loaded[name];
  return View && <View {...(asked?.topic !== undefined && { topic: asked.topic })} />;
}
