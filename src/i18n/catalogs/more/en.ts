import about from '../../messages/about.en.json';
import palette from '../../messages/palette.en.json';
import pictures from '../../messages/pictures.en.json';
import present from '../../messages/present.en.json';
import rulePages from '../../messages/rule-pages.en.json';
import share from '../../messages/share.en.json';
import shortcuts from '../../messages/shortcuts.en.json';
import traps from '../../messages/traps.en.json';

export default { ...about, ...palette, ...pictures, ...present, ...rulePages, ...share, ...shortcuts, ...traps };
